// Loaded into a server under test with NODE_OPTIONS=--import: SIGUSR2 makes its storage writer meet an error that nothing catches.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const threads = createRequire(import.meta.url)('node:worker_threads');

if (threads.isMainThread) {
  let writer = null;
  threads.Worker = class extends threads.Worker {
    constructor(file, options) {
      super(file, options);
      if (options?.workerData?.role === 'writer') writer = this;
    }
  };
  syncBuiltinESMExports();
  // No call of the protocol is null: taking it apart throws in the thread.
  process.on('SIGUSR2', () => writer?.postMessage(null));
}
