/** What someone chose on a scene: an indicator and a kecamatan. */
export interface Choice {
  readonly indicator: string | null;
  readonly area: string | null;
}

/** Choices by scene, over rotation and restart. */
export interface ChoiceMemory {
  recall(scene: string): Choice | null;
  remember(scene: string, choice: Choice): void;
}

const storageKey = 'simpul.choices';
const maxScenes = 32;

/** Builds the memory; a storage that is full, closed or holds nonsense makes it forget, nothing else. */
export function createChoiceMemory(storage: () => Pick<Storage, 'getItem' | 'setItem'>): ChoiceMemory {
  const kept = new Map<string, Choice>(readKept(storage));
  return {
    recall: (scene) => kept.get(scene) ?? null,
    remember(scene, choice) {
      kept.delete(scene);
      kept.set(scene, choice);
      const oldest = kept.size > maxScenes ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      try {
        storage().setItem(storageKey, JSON.stringify([...kept]));
      } catch {
        // It holds as long as the page.
      }
    },
  };
}

function readKept(storage: () => Pick<Storage, 'getItem'>): [string, Choice][] {
  try {
    const list: unknown = JSON.parse(storage().getItem(storageKey) ?? '[]');
    return Array.isArray(list) ? list.slice(-maxScenes).filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is [string, Choice] {
  if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') return false;
  const choice = entry[1] as Partial<Choice> | null;
  return [choice?.indicator, choice?.area].every((part) => part === null || typeof part === 'string');
}
