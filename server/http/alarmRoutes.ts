import { z } from 'zod';
import {
  type AlarmDetail,
  type AlarmEntry,
  type AlarmList,
  type AlarmLog,
  type AlarmPeriods,
  alarmActionSchema,
  alarmDeeds,
  alarmRuleSchema,
  alarmServiceSchema,
  manualAlarmSchema,
} from '#shared/model/alarm.ts';
import type { Area } from '#shared/model/area.ts';
import { maxAlarmVersions } from '#shared/protocol/limits.ts';
import { planAction } from '../domain/alarms/actOnAlarms.ts';
import { computeAlarmLoad, loadWindowMs } from '../domain/alarms/alarmLoad.ts';
import type { AlarmStore, StoredAlarm } from '../domain/alarms/alarmStore.ts';
import { noFacts } from '../domain/alarms/condition.ts';
import type { AlarmBook } from '../domain/alarms/createAlarmBook.ts';
import type { AlarmRules } from '../domain/alarms/createAlarmRules.ts';
import type { AuditEntry, AuditStore } from '../domain/audit/auditStore.ts';
import { ProblemError } from './answers.ts';
import { administering, operating, toKnown, watching } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of alarms. */
export interface AlarmRouteParts {
  readonly book: AlarmBook;
  readonly rules: AlarmRules;
  readonly store: Pick<AlarmStore, 'listAlarmVersions' | 'listRaises'> & Pick<AuditStore, 'listAudit'>;
  readonly area: (code: string) => Area | undefined;
  /** People of the room, whom an alarm can be given to. */
  readonly crew: () => Promise<AlarmList['crew']>;
  /** How many of them are on duty. */
  readonly operators: () => number;
  readonly randomId: () => string;
  /** Called when a rule changed. */
  readonly onRules: () => void;
  readonly now: () => number;
}

/** Longest that a rule rests. Milliseconds. */
const longestRestMs = 7 * 86_400_000;

/** Alarms: list, actions, by hand, log, load and periods. */
export function createAlarmRoutes(parts: AlarmRouteParts): RouteDefinition[] {
  return [
    ...createListRoutes(parts),
    createPeriodRoute(parts),
    ...createActionRoutes(parts),
    ...createRuleRoutes(parts),
  ];
}

function createListRoutes({ book, rules, store, crew, operators, now }: AlarmRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: '/api/v1/alarms',
      access: watching,
      async handle(_request, response) {
        const items = book.list().map((stored) => toDetail(stored, rules));
        const answer: AlarmList = { at: now(), items, crew: await crew() };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
    {
      method: 'get',
      path: '/api/v1/alarms/log',
      access: watching,
      async handle(request, response) {
        const query = createQueryReader(request, ['id']);
        const id = query.text('id');
        if (!id) query.fault('id', 'required');
        query.assertGood();
        const entries = await store.listAudit({
          subject: id ?? '',
          action: 'alarm.',
          ofReadings: false,
          limit: 100,
        });
        const answer: AlarmLog = { items: entries.flatMap(toEntry) };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
    {
      method: 'get',
      path: '/api/v1/alarms/load',
      access: watching,
      async handle(_request, response) {
        const at = now();
        const raises = await store.listRaises(at - loadWindowMs);
        response.set('Cache-Control', 'no-store').json(computeAlarmLoad(raises, operators(), rules.rule, at));
      },
    },
  ];
}

/** When a series was in alarm: no people, so whoever may see the wall may see it. */
function createPeriodRoute({ store, now }: AlarmRouteParts): RouteDefinition {
  return {
    method: 'get',
    path: '/api/v1/alarms/periods',
    access: { kind: 'viewing' },
    async handle(request, response) {
      const query = createQueryReader(request, ['indicator', 'area', 'from', 'to']);
      const [indicator, area] = [query.text('indicator'), query.text('area')];
      for (const name of ['indicator', 'area'] as const) if (!query.text(name)) query.fault(name, 'required');
      const [from, to] = [query.instant('from') ?? 0, query.instant('to') ?? now()];
      query.assertGood();
      if (to < from) query.fault(query.text('to') ? 'to' : 'from', 'order');
      query.assertGood();
      const versions = await store.listAlarmVersions({
        from,
        to,
        limit: maxAlarmVersions,
        ...(indicator ? { indicator } : {}),
        ...(area ? { area } : {}),
      });
      const answer: AlarmPeriods = {
        isWhole: versions.length < maxAlarmVersions,
        items: versions.map(({ from: begin, to: end, stored: { alarm } }) => ({
          from: begin,
          to: end,
          state: alarm.state,
          severity: alarm.severity,
          rule: alarm.rule,
          limit: alarm.limit,
        })),
      };
      response.set('Cache-Control', 'no-store').json(answer);
    },
  };
}

function createActionRoutes({ book, rules, area, crew, randomId, now }: AlarmRouteParts): RouteDefinition[] {
  return [
    {
      method: 'post',
      path: '/api/v1/alarms/actions',
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const action = readBody(request, alarmActionSchema);
        const people = action.action === 'assign' ? await crew() : [];
        const person = (id: string) => people.find((one) => one.id === id);
        const changes = await book.apply((at) => {
          const plan = planAction(action, book.find, person, at);
          if (plan.faults) throw new ProblemError('invalid', plan.faults);
          return plan.steps;
        }, by);
        response.json({ changed: changes.length });
      },
    },
    {
      method: 'post',
      path: '/api/v1/alarms',
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const { text, severity, priority, area: code } = readBody(request, manualAlarmSchema);
        const place = code === null ? null : area(code);
        if (code !== null && !place)
          throw new ProblemError('invalid', [
            { pointer: '/area', code: 'unknown_area', params: { given: code } },
          ]);
        const base = rules.rules().find(({ condition }) => condition.kind === 'manual');
        if (!base) throw new ProblemError('not-found');
        const id = `${base.id}|${randomId()}`;
        const rule = { ...base, severity, priority };
        const point: [number, number] | null = place?.point ? [place.point[0], place.point[1]] : null;
        const condition = { ...noFacts, id, rule, area: code, text, point };
        const changes = await book.apply(() => [{ id, input: { kind: 'raise' }, condition, text }], by);
        // No place left: nothing was raised, and the caller must know.
        if (changes.length === 0) throw new ProblemError('alarms-full');
        response.status(201).json({ id, at: now() });
      },
    },
  ];
}

function createRuleRoutes({ rules, onRules, now }: AlarmRouteParts): RouteDefinition[] {
  const saved = z.strictObject({ version: z.number().int().min(0), rule: alarmRuleSchema });
  return [
    {
      method: 'get',
      path: '/api/v1/alarms/rules',
      access: watching,
      handle: (_request, response) => response.set('Cache-Control', 'no-store').json({ items: rules.list() }),
    },
    {
      method: 'put',
      path: '/api/v1/alarms/rules/:id',
      access: administering,
      body: 'json',
      async handle(request, response, caller) {
        const { rule, version } = readBody(request, saved);
        const isSame = rule.id === request.params['id'];
        if (!isSame)
          throw new ProblemError('invalid', [
            { pointer: '/rule/id', code: 'unknown_rule', params: { given: rule.id } },
          ]);
        const faults = await rules.save(rule, version, toKnown(caller));
        if (faults.length > 0)
          throw new ProblemError(
            'invalid',
            faults.map((fault) => ({ ...fault, pointer: `/rule${fault.pointer}` })),
          );
        onRules();
        response.json({ ok: true });
      },
    },
    {
      method: 'post',
      path: '/api/v1/alarms/rules/:id/service',
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const change = readBody(request, alarmServiceSchema);
        const rest = change.outOfService ? { reason: change.reason, until: Date.parse(change.until) } : null;
        if (rest && !(rest.until > now() && rest.until <= now() + longestRestMs))
          throw new ProblemError('invalid', [
            { pointer: '/until', code: 'too_late', params: { max: '7 × 24 h' } },
          ]);
        const isThere = await rules.setService(String(request.params['id']), rest, toKnown(caller));
        if (!isThere) throw new ProblemError('not-found');
        onRules();
        response.json({ ok: true });
      },
    },
  ];
}

/** An alarm whose rule is gone is still there to be acknowledged. */
const orphaned: Pick<AlarmDetail, 'guidance' | 'display'> = {
  guidance: {
    meaning: {
      id: 'Aturan yang membunyikan alarm ini sudah tidak ada; keadaannya tidak lagi diperiksa.',
      en: 'The rule that raised this alarm is gone; its condition is no longer checked.',
    },
    action: {
      id: 'Pastikan keadaannya dengan cara lain, lalu akui alarm ini.',
      en: 'Make sure of the condition in another way, then acknowledge the alarm.',
    },
    contact: {
      id: 'Admin, yang mengurus aturan alarm.',
      en: 'The administrator, who keeps the rules of alarms.',
    },
  },
  display: { scene: 'ikhtisar' },
};

function toDetail({ alarm, acknowledgedBy, comment, assignee }: StoredAlarm, rules: AlarmRules): AlarmDetail {
  const { guidance, display } = rules.rule(alarm.rule) ?? orphaned;
  return { ...alarm, acknowledgedBy, comment, assignee, guidance, display };
}

function toEntry({ at, action, actor, label, after }: AuditEntry): AlarmEntry[] {
  const deed = alarmDeeds.find((one) => action === `alarm.${one}`);
  if (!deed) return [];
  const comment = (after as { comment?: unknown } | undefined)?.comment;
  return [
    {
      at,
      deed,
      by: actor.startsWith('user:') ? label : null,
      text: typeof comment === 'string' ? comment : null,
    },
  ];
}
