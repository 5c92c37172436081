export function PetaScene() {
  return <main data-scene="peta" />;
}
