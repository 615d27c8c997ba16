export {
  decimalSchema, exact, exactInteger, isDecimalString, isShare, parseDecimal, sumOf, toDecimalString, toFixedString,
  MAX_DECIMAL_LENGTH, ONE, Real, ZERO, type DecimalString, type Exact,
} from './exact.ts';
export { areReciprocal, isPositive, parseRatio, toReal, type Ratio } from './ratio.ts';
