/** A released model as the list of models gives it. */
export interface ListedModel {
  readonly id: string;
  readonly version: number;
  readonly name: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  readonly factors: number;
}

export interface ModelChoice<T extends ListedModel> {
  /** The models that the kind of decision names, in its order: the first is the one to begin with. */
  readonly fitting: readonly T[];
  readonly others: readonly T[];
}

/** The newest version of every model, those that fit a kind of decision first. A name that no model bears is passed over. */
export function modelChoice<T extends ListedModel>(models: readonly T[], named: readonly string[]): ModelChoice<T> {
  const newest = models.filter(({ id, version }) => models.every((other) => other.id !== id || other.version <= version));
  return {
    fitting: named.flatMap((id) => newest.find((model) => model.id === id) ?? []),
    others: newest.filter(({ id }) => !named.includes(id)),
  };
}

/** What is taken while nobody has chosen, and when the choice is not among the models: the first that fits, else the first there is. */
export function takenModel<T extends ListedModel>({ fitting, others }: ModelChoice<T>, chosen: string | null): T | null {
  return [...fitting, ...others].find(({ id }) => id === chosen) ?? fitting[0] ?? others[0] ?? null;
}
