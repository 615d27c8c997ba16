/** What a command prints as JSON; `failed` makes the exit status 1 although there is a result to print. */
export interface Outcome {
  readonly output: unknown;
  readonly failed?: boolean;
}
