import type { Request } from 'express';
import type { z } from 'zod';
import { ProblemError, type QueryFault } from './answers.ts';

/** The parsed body by its schema; every fault at once, at its place, where it does not fit. */
export function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  throw new ProblemError('invalid', parsed.error.issues.slice(0, 100).flatMap(toFaults));
}

function toFaults(issue: z.core.$ZodIssue): QueryFault[] {
  const place = issue.path.map((part) => `/${String(part).slice(0, 80)}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((key) => ({
      pointer: `${place}/${key.slice(0, 80)}`,
      code: 'unknown_key',
      params: {},
    }));
  }
  return [{ pointer: place, ...toFault(issue) }];
}

/** The schema library's words in ours, so that a clerk reads the same sentence everywhere. */
function toFault(issue: z.core.$ZodIssue): Pick<QueryFault, 'code' | 'params'> {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'required', params: {} }
        : { code: 'type', params: { expected: issue.expected } };
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? {
            code: issue.origin === 'string' ? 'too_long' : 'too_many',
            params: { max: Number(issue.maximum) },
          }
        : { code: 'at_most', params: { max: Number(issue.maximum) } };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'required', params: {} }
        : { code: 'at_least', params: { min: Number(issue.minimum) } };
    case 'invalid_value':
      return { code: 'choice', params: { choices: issue.values.map(String).join(', ').slice(0, 300) } };
    case 'invalid_format':
      return {
        code: issue.format === 'email' ? 'email' : issue.format === 'datetime' ? 'instant' : 'format',
        params: {},
      };
    default:
      return { code: issue.message === 'agency' ? 'agency-needed' : 'format', params: {} };
  }
}
