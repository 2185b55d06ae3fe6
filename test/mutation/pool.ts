import { Worker } from 'node:worker_threads';
import type { Answer, Question } from './worker.ts';

/** Each evaluation of the bundle stays in memory: a thread is replaced after so many. */
const EVALUATIONS_MAX = 250;

/** Asks one thread after the other; `undefined` for a question that was not answered in time. */
export class Asker {
  private worker: Worker | undefined;
  private evaluations = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  async ask(question: Question, limitMs: number): Promise<Answer | undefined> {
    if (this.evaluations >= EVALUATIONS_MAX) await this.stop();
    const worker = this.started();
    if (question.kind === 'run' && question.isAtLoad) this.evaluations += 1;
    const answer = await answerOf(worker, question, limitMs);
    if (answer === undefined) await this.stop();
    return answer;
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
    this.evaluations = 0;
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
    // Only our own listeners go: without the worker's own ones it hears no further answer.
    const end = (answer: Answer | undefined): void => {
      clearTimeout(timer);
      worker.off('message', end);
      worker.off('error', failed);
      worker.off('exit', ended);
      resolve(answer);
    };
    const failed = (error: unknown): void => {
      console.error(error);
      end(undefined);
    };
    const ended = (): void => end(undefined);
    const timer = setTimeout(ended, limitMs);
    worker.on('message', end);
    worker.on('error', failed);
    worker.on('exit', ended);
    worker.postMessage(question);
  });
}
