import type { ImportFault, ImportFaultCode } from '#shared/model/importFile.ts';

/** Thrown while a file is read, to stop at once; becomes the answer. */
export class ImportFaultError extends Error {
  readonly fault: ImportFault;

  constructor(code: ImportFaultCode, params: ImportFault['params'] = {}, place: Place = {}) {
    super(code);
    this.name = 'ImportFaultError';
    this.fault = { code, params, ...place };
  }
}

/** Where in a file. */
interface Place {
  readonly sheet?: string;
  readonly cell?: string;
}
