import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, it } from 'vitest';
import vueParser from 'vue-eslint-parser';
import { noForgottenPromise } from './no-forgotten-promise.js';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

const component = (code) => ({ filename: 'a.vue', code: `<script setup lang="ts">\n${code}\n</script>\n<template><p /></template>` });
const forgotten = (code, name) => ({ ...component(code), errors: [{ messageId: 'forgotten', data: { name } }] });

new RuleTester({ languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } } }).run(
  'no-forgotten-promise',
  noForgottenPromise,
  {
    valid: [
      component('async function load() { await call("a.b", {}); }\nonMounted(load);'),
      component('async function load() { await work(); }\nvoid load();'),
      component('const save = async () => { await work(); };\nconst go = () => save();'),
      component('call("a.b", {}).catch(show);'),
      component('work.then(done).catch(show);'),
      component('function load() { work(); }\nload();'),
      component('list.push(1);'),
      component('void router.push("/a");'),
    ],
    invalid: [
      forgotten('load();\nasync function load() { await work(); }', 'load'),
      forgotten('const save = async () => { await work(); };\nfunction go() { save(); }', 'save'),
      forgotten('function go() { call("a.b", {}); }', 'call'),
      forgotten('work.then(done);', 'then'),
      forgotten('router.push("/a");', 'router.push'),
    ],
  },
);
