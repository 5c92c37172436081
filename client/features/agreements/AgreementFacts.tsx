import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AgreementAnswer } from '#shared/model/agreement.ts';
import { isSigned, toValidity } from '#shared/rules/agreement.ts';
import { useToday } from '../../hooks/desk/useToday.ts';
import { toDateText } from '../../lib/desk/format.ts';
import { findType, toTypeName } from './agreementWords.ts';
import { ValidityTag } from './ValidityTag.tsx';

type AgreementFactsProps = Pick<AgreementAnswer, 'agreement' | 'predecessor' | 'successors' | 'drafts'>;

/** What is known of an agreement; what is not known is said. */
export function AgreementFacts({ agreement, predecessor, successors, drafts }: AgreementFactsProps) {
  const { t } = useTranslation('agreement');
  const { type, document, number, scope, note } = agreement;
  const unknown = <span className="quiet">{t('official:unknown')}</span>;
  return (
    <section className="card stack" aria-labelledby="keterangan">
      <h2 id="keterangan" className="visually-hidden">
        {t('title')}
      </h2>
      <dl className="facts">
        <dt>{t('fact.type')}</dt>
        <dd>
          {toTypeName(type)} <span className="quiet">({findType(type)?.law})</span>
        </dd>
        <dt>{t('fact.document')}</dt>
        <dd>{t(`document.${document}`)}</dd>
        <dt>{t('fact.number')}</dt>
        <dd>{number ?? unknown}</dd>
        <dt>{t('fact.parties')}</dt>
        <dd>
          <Parties parties={agreement.parties} />
        </dd>
        <dt>{t('fact.signedOn')}</dt>
        <dd>
          <Signed agreement={agreement} />
        </dd>
        <dt>{t('fact.validity')}</dt>
        <dd>
          <Holds agreement={agreement} hasSuccessor={successors.length > 0} />
        </dd>
        <dt>{t('fact.scope')}</dt>
        <dd>{scope ?? unknown}</dd>
        {predecessor ? (
          <>
            <dt>{t('fact.predecessor')}</dt>
            <dd>
              <Link to={`/kesepakatan/${predecessor.id}`}>{predecessor.title}</Link>
            </dd>
          </>
        ) : null}
        <Others name={t('fact.successors')} others={successors} />
        <Others name={t('fact.drafts')} others={drafts} />
        {note === null ? null : (
          <>
            <dt>{t('fact.note')}</dt>
            <dd>{note}</dd>
          </>
        )}
        <Origin agreement={agreement} />
      </dl>
    </section>
  );
}

interface OthersProps {
  readonly name: string;
  readonly others: AgreementAnswer['successors'];
}

function Others({ name, others }: OthersProps) {
  if (others.length === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {others.map(({ id, title }) => (
          <p key={id}>
            <Link to={`/kesepakatan/${id}`}>{title}</Link>
          </p>
        ))}
      </dd>
    </>
  );
}

type OneProps = Pick<AgreementAnswer, 'agreement'>;

function Origin({ agreement: { source, surety, origin } }: OneProps) {
  const { t } = useTranslation('official');
  return (
    <>
      <dt>{t('source')}</dt>
      <dd>
        {source?.url ? <a href={source.url}>{source.label}</a> : (source?.label ?? t('sourceDesk'))}
        {origin !== 'published' && source ? ` · ${t('sourceChanged')}` : null}
      </dd>
      {surety ? (
        <>
          <dt>{t('suretyLabel')}</dt>
          <dd>{t(`surety.${surety}`)}</dd>
        </>
      ) : null}
    </>
  );
}

function Parties({ parties }: Pick<AgreementAnswer['agreement'], 'parties'>) {
  const { t } = useTranslation('agreement');
  return parties.map(({ institution, signatory, office }) => (
    <p key={institution}>
      {institution}
      <br />
      <span className="quiet">
        {t('form.signatory')}: {signatory ?? t('official:unknown')}
        {office === null ? '' : `, ${office}`}
      </span>
    </p>
  ));
}

function Signed({ agreement }: OneProps) {
  const { signedOn, signedPlace } = agreement;
  const { t } = useTranslation('agreement');
  const today = useToday();
  const place = signedPlace === null ? '' : `, ${signedPlace}`;
  if (signedOn !== null) return `${toDateText(signedOn)}${place}`;
  const words = isSigned(agreement, today) ? t('signedUnknown') : t('validity.unsigned');
  return (
    <span className="quiet">
      {words}
      {place}
    </span>
  );
}

function Holds({ agreement, hasSuccessor }: OneProps & { readonly hasSuccessor: boolean }) {
  const { t } = useTranslation('agreement');
  const today = useToday();
  const { validFrom, validUntil, notRenewed } = agreement;
  return (
    <span className="row">
      {validFrom === null ? null : t('from', { day: toDateText(validFrom) })}{' '}
      {validUntil === null ? null : t('until', { day: toDateText(validUntil) })}
      <ValidityTag validity={toValidity(agreement, hasSuccessor, today)} />
      {notRenewed === null || hasSuccessor ? null : <span>{notRenewed}</span>}
    </span>
  );
}
