import { findFunctions } from '../scan/functions.ts';
import { codeTokens, perFile, type Rule, type Violation } from '../scan/source-file.ts';

const linesMax = 300;
const functionLinesMax = 70;
const columnsMax = 100;
const parametersMax = 4;

/** Files of at most 300 lines. */
export const fileLines: Rule = perFile(({ path, text }) => {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines <= linesMax ? [] : [{ path, line: linesMax, message: `file of ${lines} lines` }];
});

/** Lines of at most 100 columns. */
export const lineColumns: Rule = perFile(({ path, text }) => {
  const found: Violation[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const columns = line.length <= columnsMax ? line.length : [...line].length;
    if (columns > columnsMax) {
      found.push({ path, line: index + 1, message: `line of ${columns} columns` });
    }
  }
  return found;
});

/** Functions of at most 70 lines; the body of `describe` is a table of tests, no function. */
export const functionLines: Rule = perFile((file) =>
  findFunctions(codeTokens(file))
    .filter((shape) => shape.lines > functionLinesMax && shape.passedTo !== 'describe')
    .map(({ name, line, lines }) => ({
      path: file.path,
      line,
      message: `function ${name} of ${lines} lines`,
    })),
);

/** Functions of at most four parameters. */
export const parameterCount: Rule = perFile((file) =>
  findFunctions(codeTokens(file))
    .filter((shape) => shape.parameters > parametersMax)
    .map(({ name, line, parameters }) => ({
      path: file.path,
      line,
      message: `function ${name} with ${parameters} parameters`,
    })),
);
