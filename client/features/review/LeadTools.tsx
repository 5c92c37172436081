import { LinksPart } from './LinksPart.tsx';
import { WallsPart } from './WallsPart.tsx';

/** What those who lead do about screens and guests; a part of its own, that nobody else's line carries. */
export function LeadTools() {
  return (
    <>
      <WallsPart />
      <LinksPart />
    </>
  );
}
