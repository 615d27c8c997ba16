import { sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';
import { fileForUrl } from './app-protocol.ts';
import { isAllowedRequest } from './lockdown.ts';

const root = `${sep}srv${sep}page`;

describe('contentSecurityPolicy', () => {
  it('names no network and no way to run text as code', () => {
    const policy = contentSecurityPolicy(null);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|ws:|unsafe-eval|\*/);
    expect(policy).toMatch(/script-src 'self'(;|$)/);
  });
});

describe('fileForUrl', () => {
  it.each([
    ['app://fengqiao/', 'index.html'],
    ['app://fengqiao/assets/a.js?x=1', `assets${sep}a.js`],
    ['app://fengqiao/a%20b.css', 'a b.css'],
  ])('serves %s', (url, file) => {
    expect(fileForUrl(url, root)).toBe(`${root}${sep}${file}`);
  });

  it.each([
    'app://fengqiao/%2e%2e/%2e%2e/etc/passwd',
    'app://fengqiao/..%2f..%2fetc/passwd',
    'app://other/index.html',
    'file:///etc/passwd',
    'app://fengqiao/a%00.js',
    'app://fengqiao/%E0%A4%A',
    'not a url',
  ])('refuses %s', (url) => {
    const file = fileForUrl(url, root);
    expect(file === null || file.startsWith(root + sep)).toBe(true);
    if (!url.includes('%2e%2e')) expect(file).toBeNull();
  });
});

describe('isAllowedRequest', () => {
  it.each([['app://fengqiao/a.js', true], ['data:image/png;base64,', true], ['https://example.com/', false], ['http://127.0.0.1:5173/', false], ['file:///etc/passwd', false], ['nonsense', false]])('%s -> %s', (url, allowed) => {
    expect(isAllowedRequest(url, null)).toBe(allowed);
  });

  it('lets the development server through only while developing', () => {
    expect(isAllowedRequest('ws://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isAllowedRequest('http://localhost:80/x', 'http://localhost:5173')).toBe(false);
  });
});
