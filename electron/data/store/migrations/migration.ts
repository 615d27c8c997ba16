/** One step of the store's schema. Numbers go in tens and only up; a released step never changes. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
