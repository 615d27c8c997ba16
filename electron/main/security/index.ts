export { APP_ORIGIN, APP_SCHEME, contentSecurityPolicy } from './csp.ts';
export { fileForUrl, serveApp } from './app-protocol.ts';
export { isAllowedRequest, lockContents, lockNetwork } from './lockdown.ts';
