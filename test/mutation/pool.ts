import { Worker } from 'node:worker_threads';
import type { Answer, Question } from './worker.ts';

/** A mutant that runs longer than this runs for ever: it is noticed. */
const LIMIT_MS = 20_000;

/** Each evaluation of the bundle stays in memory: a thread is replaced after so many. */
const EVALUATIONS_MAX = 250;

/** Asks one thread after the other; `undefined` for a question that was not answered in time. */
export class Asker {
  private worker: Worker | undefined;
  private asked = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  async ask(question: Question): Promise<Answer | undefined> {
    if (this.asked >= EVALUATIONS_MAX) await this.stop();
    const worker = this.started();
    this.asked += 1;
    const limit = question.kind === 'reach' ? LIMIT_MS * 10 : LIMIT_MS;
    const answer = await answerOf(worker, question, limit);
    if (answer === undefined) await this.stop();
    return answer;
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
    this.asked = 0;
  }

  private started(): Worker {
    this.worker ??= new Worker(new URL('../../scripts/source-worker.mjs', import.meta.url), {
      workerData: { source: new URL('worker.ts', import.meta.url).href, file: this.file },
    });
    return this.worker;
  }
}

function answerOf(
  worker: Worker,
  question: Question,
  limitMs: number,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const end = (answer: Answer | undefined): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => end(undefined), limitMs);
    worker.once('message', (answer: Answer) => end(answer));
    worker.once('error', (error) => {
      console.error(error);
      end(undefined);
    });
    worker.once('exit', () => end(undefined));
    worker.postMessage(question);
  });
}
