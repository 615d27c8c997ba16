export { ERROR_CODES, type ErrorCode } from './codes.ts';
export { AppError, fromEnvelope, toEnvelope, type ErrorDetails, type ErrorEnvelope, type Reply } from './app-error.ts';
