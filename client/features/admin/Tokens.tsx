import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiTokenView } from '#shared/model/apiToken.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { Secret } from '../../components/desk/Secret.tsx';
import { fetchTokens, revokeToken, rotateToken } from '../../connection/desk/admin.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import { TokenForm } from './TokenForm.tsx';

/** Keys of machines. */
export function Tokens() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['tokens'], queryFn: fetchTokens });
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<ApiTokenView | null>(null);
  const submit = useSubmit();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['tokens'] });
  const rotate = async ({ id }: ApiTokenView): Promise<void> => {
    const isDone = await submit.run(async () => setSecret(await rotateToken(id)));
    if (isDone) await refresh();
  };
  const open = (token: ApiTokenView | null): void => {
    submit.clear();
    setRevoking(token);
  };
  const revoke = async ({ id }: ApiTokenView): Promise<void> => {
    if (!(await submit.run(() => revokeToken(id)))) return;
    setRevoking(null);
    await refresh();
  };
  return (
    <div className="stack">
      <p className="quiet">{t('tokens.lead')}</p>
      {secret ? (
        <Message tone="good">
          <p>{t('tokens.made')}</p>
          <Secret label={t('tokens.secret')} value={secret} />
        </Message>
      ) : null}
      {submit.failure && !revoking ? <Message tone="bad">{submit.failure}</Message> : null}
      <TokenForm onMade={setSecret} />
      <Answer query={query}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{t('tokens.none')}</Empty>
          ) : (
            <ul className="stack" data-tight>
              {items.map((token) => (
                <TokenRow
                  key={token.id}
                  token={token}
                  onRotate={() => void rotate(token)}
                  onRevoke={() => open(token)}
                />
              ))}
            </ul>
          )
        }
      </Answer>
      {revoking ? (
        <FormDialog
          title={t('tokens.revokeTitle', { name: revoking.name })}
          submit={t('tokens.revoke')}
          kind="danger"
          isBusy={submit.isBusy}
          failure={submit.failure}
          onSubmit={() => void revoke(revoking)}
          onClose={() => open(null)}
        >
          <p>{t('tokens.revokeText')}</p>
        </FormDialog>
      ) : null}
    </div>
  );
}

interface TokenRowProps {
  readonly token: ApiTokenView;
  readonly onRotate: () => void;
  readonly onRevoke: () => void;
}

function TokenRow({ token, onRotate, onRevoke }: TokenRowProps) {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  const names = useNames();
  const { name, agency, scopes, indicators, lastUsedAt, expiresAt, revokedAt } = token;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const isAlive = revokedAt === null && !isOver;
  return (
    <li className="card row" data-apart>
      <div>
        <p className="strong">{name || names.agencyName(agency)}</p>
        <p className="quiet">
          {names.agencyName(agency)} ·{' '}
          {scopes.map((scope) => t(`tokens.scope.${scope.replace(':', '_')}`)).join(', ')}
        </p>
        {indicators ? <p className="quiet">{indicators.map(names.indicatorName).join(', ')}</p> : null}
        <p className="quiet">
          {lastUsedAt ? t('tokens.lastUsed', { time: toTimeText(lastUsedAt, zone) }) : t('tokens.unused')}
          {' · '}
          {expiresAt ? t('tokens.until', { time: toTimeText(expiresAt, zone) }) : t('tokens.forever')}
        </p>
        {isAlive ? null : <Tag tone="bad">{revokedAt ? t('tokens.revoked') : t('tokens.over')}</Tag>}
      </div>
      {isAlive ? (
        <div className="row">
          <button type="button" title={t('tokens.rotateText')} onClick={onRotate}>
            {t('tokens.rotate')}
          </button>
          <button type="button" data-kind="danger" onClick={onRevoke}>
            {t('tokens.revoke')}
          </button>
        </div>
      ) : null}
    </li>
  );
}
