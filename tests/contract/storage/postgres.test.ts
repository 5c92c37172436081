import { describeAppend } from './appendSuite.ts';
import { postgresEngine } from './engine.ts';
import { describeHistory } from './historySuite.ts';
import { describeModel } from './modelSuite.ts';
import { describeOther } from './otherSuite.ts';

describeAppend(postgresEngine);
describeModel(postgresEngine);
describeHistory(postgresEngine);
describeOther(postgresEngine);
