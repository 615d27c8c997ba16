import { expect, test } from '../support/fixtures.ts';

test('the page is sandboxed, isolated and has no Node in it', async ({ app, window }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
  expect(preferences.webviewTag).not.toBe(true);
  expect(await window.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process'), Object.keys(Reflect.get(globalThis, 'fengqiao') as object).sort()])).toEqual([
    'undefined', 'undefined', ['call', 'grantDropped', 'onEvent', 'pickOpen', 'pickSave', 'platform', 'printPdf', 'reveal'],
  ]);
});

test('nothing reaches a network: requests are cancelled and the policy names no host', async ({ window, launched }) => {
  const outcome = await window.evaluate(async () => {
    const attempt = (work: Promise<unknown>): Promise<string> => work.then(() => 'reached', () => 'refused');
    const picture = new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = resolve;
      image.onerror = reject;
      image.src = 'https://example.com/a.png';
    });
    return { fetch: await attempt(fetch('https://example.com/')), loopback: await attempt(fetch('http://127.0.0.1:9/')), picture: await attempt(picture) };
  });
  expect(outcome).toEqual({ fetch: 'refused', loopback: 'refused', picture: 'refused' });
  const policy = await window.evaluate(async () => (await fetch('app://fengqiao/')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|unsafe-eval/);
  expect(launched.stderr()).not.toContain('blocked http://www');
});

test('inline script does not run', async ({ window }) => {
  const ran = await window.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.__injected = true';
    document.body.append(script);
    return Reflect.get(globalThis, '__injected') === true;
  });
  expect(ran).toBe(false);
});

test('there is no navigation and no second window', async ({ app, window }) => {
  const before = window.url();
  await window.evaluate(() => {
    globalThis.open('https://example.com/');
    globalThis.open('app://fengqiao/');
    location.assign('https://example.com/');
  });
  await expect.poll(() => window.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});

test('an unknown procedure, a wrong input and a call without a session are refused with a code', async ({ window }) => {
  const codes = await window.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'fengqiao') as { call(name: string, input: unknown, session: string | null): Promise<{ ok: boolean; error?: { code: string } }> };
    const code = async (name: string, input: unknown, session: string | null): Promise<string | undefined> => (await bridge.call(name, input, session)).error?.code;
    return [
      await code('store.drop', {}, null), await code('__proto__', {}, null),
      await code('audit.page', {}, null), await code('audit.page', {}, 'made-up'),
      await code('session.signIn', { username: 1 }, null), await code('session.setup', { password: 'another-Password-1' }, null),
    ];
  });
  expect(codes).toEqual(['UNKNOWN_PROCEDURE', 'UNKNOWN_PROCEDURE', 'NOT_SIGNED_IN', 'NOT_SIGNED_IN', 'BAD_INPUT', 'ALREADY_SET_UP']);
});
