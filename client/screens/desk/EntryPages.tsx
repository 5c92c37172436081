import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { acceptInvitation, fetchInvitation, fetchMe, setUp, signIn } from '../../connection/desk/account.ts';
import { JoinForm } from '../../features/entry/JoinForm.tsx';
import { SignInForm } from '../../features/entry/SignInForm.tsx';
import { useMe, useZone } from '../../hooks/desk/useDesk.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import { homeOf } from '../../lib/desk/home.ts';

/** A path of this site; anything else is nowhere to send anyone. */
function toBack(given: string | null): string {
  return given && /^\/(?![/\\])/.test(given) ? given : '';
}

/** Goes on to where the person works, as a page of its own: nothing of whoever was here before stays in memory. */
function useEnter(back: string): () => Promise<void> {
  return async () => {
    const { user } = await fetchMe();
    location.replace(back || (user ? homeOf(user) : '/masuk'));
  };
}

/** `/masuk`. */
export function SignInPage() {
  const { t } = useTranslation('entry');
  const [params] = useSearchParams();
  const me = useMe();
  const back = toBack(params.get('ke'));
  const enter = useEnter(back);
  return (
    <Page title={t('signIn.title')} lead={t('signIn.lead', { region: me.data?.region ?? '' })}>
      <Answer query={me} tellsOld={false}>
        {({ user, sso, setupNeeded }) =>
          user && !back.startsWith('/wall') ? (
            <Navigate to={back || homeOf(user)} replace />
          ) : (
            <>
              {params.has('galat') ? <Message tone="bad">{t('signIn.ssoFailed')}</Message> : null}
              {setupNeeded ? <Message tone="info">{t('signIn.setup')}</Message> : null}
              <SignInForm sso={sso} back={back || '/input'} onDone={enter} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

/** `/pasang?kunci=…`. */
export function SetupPage() {
  const { t } = useTranslation('entry');
  const [params] = useSearchParams();
  const me = useMe();
  const enter = useEnter('/admin');
  const token = params.get('kunci') ?? '';
  return (
    <Page title={t('setup.title')} lead={t('setup.lead')}>
      <Answer query={me} tellsOld={false}>
        {({ setupNeeded }) =>
          setupNeeded && token ? (
            <JoinForm
              email={null}
              action={t('setup.go')}
              join={async (entry) => {
                await setUp({ token, ...entry });
                await signIn(entry.email, entry.password);
              }}
              onDone={enter}
            />
          ) : (
            <Message tone="watch">{t('setup.gone')}</Message>
          )
        }
      </Answer>
    </Page>
  );
}

/** `/undangan/:token`. */
export function InvitationPage() {
  const { t } = useTranslation('entry');
  const { t: common } = useTranslation();
  const { zone, zoneLabel } = useZone();
  const { token = '' } = useParams();
  const enter = useEnter('');
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => fetchInvitation(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (invitation.error?.name === 'ProblemError')
    return (
      <Page title={t('invitation.title')}>
        <Message tone="watch">{t('invitation.gone')}</Message>
      </Page>
    );
  return (
    <Page title={t('invitation.title')}>
      <Answer query={invitation}>
        {({ email, role, agencyName, by, expiresAt }) => (
          <>
            <div className="stack" data-tight>
              <p>{t('invitation.lead', { by, role: common(`role.${role}`) })}</p>
              {agencyName ? <p className="strong">{t('invitation.of', { agency: agencyName })}</p> : null}
              <p className="quiet">
                {t('invitation.until', { time: toTimeText(expiresAt, zone), zone: zoneLabel })}
              </p>
            </div>
            <JoinForm
              email={email}
              action={t('invitation.go')}
              join={async ({ name, password }) => {
                await acceptInvitation(token, { name, password });
                await signIn(email, password);
              }}
              onDone={enter}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}
