import type { PersonalKind } from '#shared/domain/catalogue/index.ts';

/**
 * What a person may see of a personal value: 张*, 330602********1234, 138****5678, the first six characters of an address.
 * Several names or numbers in one cell are masked one by one; the number of hidden characters of a name or an address is not told.
 */
export function maskPersonal(kind: PersonalKind, value: string): string {
  switch (kind) {
    case 'name':
      return each(value, /[、,，;；/]/u, (name) => (name === '' ? '' : `${first(name, 1)}*`));
    case 'phone':
      return each(value, /[、,，;；/]/u, maskPhone);
    case 'id':
      return maskId(value);
    case 'address':
      // A short address would be shown whole.
      return `${first(value, Math.min(6, Math.floor(Array.from(value).length / 2)))}****`;
    case 'other':
      return '****';
  }
}

function maskId(id: string): string {
  if (id.length < 12) return `${id.slice(0, Math.floor(id.length / 4))}****`;
  return `${id.slice(0, 6)}${'*'.repeat(id.length - 10)}${id.slice(-4)}`;
}

function maskPhone(phone: string): string {
  return phone.length < 10 ? `****${phone.slice(-2)}` : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

function first(text: string, count: number): string {
  return Array.from(text).slice(0, count).join('');
}

function each(value: string, separator: RegExp, mask: (part: string) => string): string {
  return value.split(separator).map((part) => mask(part.trim())).join('、');
}
