import { z } from 'zod';
import { sourceRule } from './rules.ts';

/** How a statement is judged: by the rule in force when its batch came, or because somebody decided that it holds. */
export const judgement = z.union([sourceRule, z.strictObject({ by: z.literal('decision') })]);
export type Judgement = z.infer<typeof judgement>;
export type JudgedBy = Judgement['by'];

/** What a batch says of one key. */
export interface Statement {
  /** '' for a batch without a named sender, which counts as a source of its own. */
  readonly sender: string;
  /** Equal texts are equal content. */
  readonly content: string;
  readonly judgement: Judgement;
}

/**
 * first: nothing stood; same: it says what stands; next: what stands is held up by no other source, so its own word follows;
 * prevails, held: another source says what stands, and the rule decided.
 */
export type Verdict = 'first' | 'same' | 'next' | 'prevails' | 'held';

/** The last word of a source on a key. */
export interface Word {
  readonly content: string;
  /** Where it does not stand: by what it was held, or by what a later one displaced it. */
  readonly by: JudgedBy;
  readonly held: boolean;
}

/**
 * What the sources said of one key so far, one statement after the other. A source contradicts another only by its last word: whoever
 * has said something else since does not hold up what stands any more.
 */
export class Words {
  #standing: string | null = null;
  readonly #words = new Map<string, Word>();

  /** The content that holds; null before the first statement. */
  get standing(): string | null {
    return this.#standing;
  }

  get bySender(): ReadonlyMap<string, Word> {
    return this.#words;
  }

  /** What would become of the statement now. */
  judge({ sender, content, judgement }: Statement): Verdict {
    if (this.#standing === null) return 'first';
    if (content === this.#standing) return 'same';
    const against = [...this.#words].flatMap(([name, word]) => (name !== sender && word.content === this.#standing ? [name] : []));
    if (against.length === 0) return 'next';
    return prevails(judgement, sender, against) ? 'prevails' : 'held';
  }

  take(statement: Statement): Verdict {
    const verdict = this.judge(statement);
    const { sender, content, judgement } = statement;
    if (verdict !== 'held' && verdict !== 'same') {
      for (const [name, word] of this.#words) if (word.content === this.#standing) this.#words.set(name, { ...word, by: judgement.by, held: false });
      this.#standing = content;
    }
    this.#words.set(sender, { content, by: judgement.by, held: verdict === 'held' });
    return verdict;
  }
}

function prevails(judgement: Judgement, sender: string, against: readonly string[]): boolean {
  switch (judgement.by) {
    case 'decision':
    case 'newest':
      return true;
    case 'hold':
      return false;
    case 'rank': {
      const rank = (name: string): number => (judgement.order.includes(name) ? judgement.order.indexOf(name) : judgement.order.length);
      return rank(sender) <= Math.min(...against.map(rank));
    }
  }
}
