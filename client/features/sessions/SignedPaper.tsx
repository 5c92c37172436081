import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Answer } from '../../components/desk/Answer.tsx';
import { FilePick, KeptFiles } from '../../components/desk/KeptFiles.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { toAgreementFile } from '../../connection/desk/agreements.ts';
import { useAgreement, useAgreementLine } from '../../hooks/desk/useAgreement.ts';
import { useMayReview } from '../../hooks/desk/useDesk.ts';

/** The paper that was signed on its own, kept beside the agreement with the hash of its bytes. */
export function SignedPaper({ agreement }: { readonly agreement: string | null }) {
  const { t } = useTranslation('session');
  return (
    <section className="card stack" data-tight aria-labelledby="paper-title">
      <h2 id="paper-title">{t('paper.title')}</h2>
      <p className="quiet">{t('paper.lead')}</p>
      {agreement === null ? (
        <p>
          {t('paper.none')} <Link to="/kesepakatan">{t('paper.agreements')}</Link>
        </p>
      ) : (
        <Files agreement={agreement} />
      )}
    </section>
  );
}

function Files({ agreement }: { readonly agreement: string }) {
  const { t } = useTranslation('session');
  const mayAttach = useMayReview();
  const query = useAgreement(agreement);
  const line = useAgreementLine(agreement);
  return (
    <Answer query={query}>
      {({ agreement: { title, files } }) => (
        <>
          <p>
            <Link to={`/kesepakatan/${agreement}`}>{title}</Link>
          </p>
          {files.length === 0 ? <p className="quiet">{t('paper.noFile')}</p> : null}
          <KeptFiles files={files} toAddress={(file) => toAgreementFile(agreement, file)} />
          {mayAttach ? (
            <FilePick
              words={t('paper.attach')}
              what={t('paper.title')}
              isBusy={line.isBusy}
              onPick={(file) => void line.attach(file, null)}
            />
          ) : null}
          {line.failure ? <Message tone="bad">{line.failure}</Message> : null}
        </>
      )}
    </Answer>
  );
}
