/*
 * Logarithm and exponential from + - * / alone. These four are the same bits on every machine; Math.log and Math.exp may differ in the
 * last one, and with it a rank in a simulated run. Good to about 15 digits for the numbers met here.
 */

const LN2 = 0.6931471805599453;

/** Natural logarithm of a number above zero. */
export function ln(value: number): number {
  let [mantissa, twos] = [value, 0];
  while (mantissa >= 1.4142135623730951) {
    mantissa /= 2;
    twos += 1;
  }
  while (mantissa < 0.7071067811865476) {
    mantissa *= 2;
    twos -= 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let [term, sum] = [s, 0];
  for (let odd = 1; odd <= 21; odd += 2) {
    sum += term / odd;
    term *= square;
  }
  return 2 * sum + twos * LN2;
}

/** e to the power of a number between about -700 and 700. */
export function exp(value: number): number {
  const twos = Math.round(value / LN2);
  const rest = value - twos * LN2;
  let [term, sum] = [1, 1];
  for (let n = 1; n <= 18; n++) {
    term *= rest / n;
    sum += term;
  }
  for (let n = 0; n < twos; n++) sum *= 2;
  for (let n = 0; n > twos; n--) sum /= 2;
  return sum;
}
