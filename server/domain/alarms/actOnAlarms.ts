import type { AlarmAction } from '#shared/model/alarm.ts';
import { stepAlarm } from '#shared/rules/alarmLife.ts';
import type { StoredAlarm } from './alarmStore.ts';
import type { BookStep } from './createAlarmBook.ts';
import type { RuleFault } from './createAlarmRules.ts';

/** What an action asks of the book, or why it cannot be. */
export type ActionPlan =
  | { readonly steps: readonly BookStep[]; readonly faults?: undefined }
  | { readonly faults: readonly RuleFault[]; readonly steps?: undefined };

/** Works out the steps of an action: all or none. Acknowledging what somebody has just acknowledged is no fault. */
export function planAction(
  action: AlarmAction,
  find: (id: string) => StoredAlarm | undefined,
  person: (id: string) => { readonly id: string; readonly name: string } | undefined,
  now: number,
): ActionPlan {
  const faults: RuleFault[] = [];
  const steps: BookStep[] = [];
  const assignee = action.action === 'assign' && action.to !== null ? person(action.to) : null;
  if (assignee === undefined) faults.push({ pointer: '/to', code: 'unknown_person', params: {} });
  for (const [index, id] of action.ids.entries()) {
    // Named twice is meant once.
    if (action.ids.indexOf(id) !== index) continue;
    const stored = find(id);
    const pointer = `/ids/${index}`;
    if (!stored) faults.push({ pointer, code: 'unknown_alarm', params: { given: id } });
    else if (action.action === 'clear' && stored.alarm.kind !== 'manual')
      faults.push({ pointer, code: 'not_manual', params: {} });
    else {
      const own = toSteps(action, stored, assignee ?? null, now);
      if (!doesSomething(action, stored, own, now)) faults.push({ pointer, code: 'alarm_state', params: {} });
      steps.push(...own);
    }
  }
  return faults.length > 0 ? { faults } : { steps };
}

/** Two people who acknowledge the same alarm both meant it; shelving what cannot be shelved was a mistake. */
function doesSomething(
  { action }: AlarmAction,
  { life }: StoredAlarm,
  [first]: readonly BookStep[],
  now: number,
): boolean {
  if (action === 'acknowledge' || !first || !('input' in first)) return true;
  return stepAlarm(life, first.input, now).deed !== null;
}

function toSteps(
  action: AlarmAction,
  { alarm: { id }, life }: StoredAlarm,
  assignee: StoredAlarm['assignee'],
  now: number,
): BookStep[] {
  switch (action.action) {
    case 'acknowledge':
      // Somebody was faster: what this person had to say is kept all the same.
      return !life.announced && action.comment
        ? [{ id, comment: true, text: action.comment }]
        : [{ id, input: { kind: 'acknowledge' }, text: action.comment ?? null }];
    case 'shelve':
      return [{ id, input: { kind: 'shelve', until: now + action.minutes * 60_000 }, text: action.comment }];
    case 'unshelve':
      return [{ id, input: { kind: 'unshelve' }, text: action.comment ?? null }];
    case 'assign':
      return [{ id, assign: assignee, text: assignee?.name ?? null }];
    case 'comment':
      return [{ id, comment: true, text: action.comment }];
    case 'clear':
      return [
        { id, input: { kind: 'return' }, text: action.comment ?? null },
        { id, input: { kind: 'unshelve' } },
        { id, input: { kind: 'acknowledge' } },
      ];
    default:
      return action satisfies never;
  }
}
