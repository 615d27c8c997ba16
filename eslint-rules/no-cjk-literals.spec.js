import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, it } from 'vitest';
import vueParser from 'vue-eslint-parser';
import { noCjkLiterals } from './no-cjk-literals.js';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

const errors = (count) => Array.from({ length: count }, () => ({ messageId: 'literal' }));

new RuleTester({ languageOptions: { parser: tseslint.parser } }).run('no-cjk-literals in TypeScript', noCjkLiterals, {
  valid: [
    "const label = t('intake.title');",
    '// 中文注释 is free\nconst a = 1;',
    'const han = /[一-龥]+/u;',
    "const arrow = 'A → B · C';",
  ],
  invalid: [
    { code: "const label = '批次';", errors: errors(1) },
    { code: 'const label = `共 ${n} 行`;', errors: errors(2) },
    { code: "const label = 'total：';", errors: errors(1) },
    { code: "show({ text: 'ok，' });", errors: errors(1) },
  ],
});

new RuleTester({ languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } } }).run(
  'no-cjk-literals in components',
  noCjkLiterals,
  {
    valid: [
      { filename: 'a.vue', code: "<template><p :title=\"t('a')\">{{ t('b') }} 12 %</p><!-- 注释 --></template>" },
      { filename: 'a.vue', code: '<script setup lang="ts">const a = 1; // 注释\n</script><template><p /></template>' },
    ],
    invalid: [
      { filename: 'a.vue', code: '<template><p>批次</p></template>', errors: errors(1) },
      { filename: 'a.vue', code: '<template><p title="批次" /></template>', errors: errors(1) },
      { filename: 'a.vue', code: "<template><p>{{ ok ? '是' : '否' }}</p></template>", errors: errors(2) },
      { filename: 'a.vue', code: '<script setup lang="ts">const a = \'批次\';</script><template><p /></template>', errors: errors(1) },
    ],
  },
);
