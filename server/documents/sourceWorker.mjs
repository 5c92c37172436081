// Runs the worker from its sources: on Node 20 `--import tsx` registers in the main thread only.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
