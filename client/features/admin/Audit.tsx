import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditView } from '#shared/model/oversight.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { fetchAudit } from '../../connection/desk/admin.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toTimeText } from '../../lib/desk/format.ts';

type Filter = 'action' | 'actor' | 'subject';
const nothing: Readonly<Record<Filter, string>> = { action: '', actor: '', subject: '' };
const labels: Readonly<Record<Filter, string>> = {
  action: 'audit.filterAction',
  actor: 'audit.filterActor',
  subject: 'audit.filterSubject',
};

/** Who did what, newest first. */
export function Audit() {
  const { t } = useTranslation('admin');
  const [typed, setTyped] = useState(nothing);
  const [filter, setFilter] = useState<Readonly<Record<string, string>>>(nothing);
  const query = useQuery({ queryKey: ['audit', filter], queryFn: () => fetchAudit(filter) });
  const go = (event: FormEvent): void => {
    event.preventDefault();
    setFilter(typed);
  };
  return (
    <div className="stack">
      <p className="quiet">{t('audit.lead')}</p>
      <p className="quiet">{t('audit.verify')}</p>
      <form className="card stack" onSubmit={go}>
        <div className="pair">
          {(Object.keys(labels) as Filter[]).map((field) => (
            <TextField
              key={field}
              label={t(labels[field])}
              maxLength={200}
              value={typed[field]}
              onChange={(text) => setTyped({ ...typed, [field]: text })}
            />
          ))}
        </div>
        <div>
          <button type="submit">{t('audit.search')}</button>
        </div>
      </form>
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('audit.none')}</Empty>
          ) : (
            <>
              <ol className="stack" data-tight>
                {items.map((entry) => (
                  <Entry key={entry.n} entry={entry} />
                ))}
              </ol>
              <div>
                <button
                  type="button"
                  disabled={(items.at(-1)?.n ?? 1) <= 1}
                  onClick={() => setFilter({ ...filter, before: String(items.at(-1)?.n ?? 1) })}
                >
                  {t('audit.older')}
                </button>
              </div>
            </>
          )
        }
      </Answer>
    </div>
  );
}

function Entry({ entry }: { readonly entry: AuditView }) {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  const { n, at, actor, label, from, action, subject, before, after } = entry;
  const hasDetail = before !== null || after !== null;
  return (
    <li className="card stack" data-tight>
      <div className="row" data-apart>
        <span className="strong">
          #{n} {action}
        </span>
        <span className="quiet">{toTimeText(at, zone)}</span>
      </div>
      <p className="quiet">
        {label} ({actor}){from ? ` · ${from}` : ''} · {subject}
      </p>
      {hasDetail ? (
        <details>
          <summary>{t('audit.detail')}</summary>
          <p>
            {t('audit.before')}: <code>{JSON.stringify(before)}</code>
          </p>
          <p>
            {t('audit.after')}: <code>{JSON.stringify(after)}</code>
          </p>
        </details>
      ) : null}
    </li>
  );
}
