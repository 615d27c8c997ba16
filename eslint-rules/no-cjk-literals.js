/**
 * Words on screen come from renderer/src/i18n in both languages, so no string, template text or
 * attribute elsewhere in the renderer may hold Chinese (or full-width punctuation). Comments and
 * regular expressions are free.
 */
const CJK = /[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]/u;

/** The piece of text that is reported: short, on one line. */
function excerpt(text) {
  const flat = text.trim().replace(/\s+/gu, ' ');
  return flat.length > 20 ? `${flat.slice(0, 20)}…` : flat;
}

/** @type {import('eslint').Rule.RuleModule} */
export const noCjkLiterals = {
  meta: {
    type: 'problem',
    docs: { description: 'Chinese text on screen must come from renderer/src/i18n' },
    messages: { literal: 'Put "{{text}}" into renderer/src/i18n (both languages) and use its key here.' },
    schema: [],
  },
  create(context) {
    const check = (node, text) => {
      if (typeof text === 'string' && CJK.test(text)) {
        context.report({ node, messageId: 'literal', data: { text: excerpt(text) } });
      }
    };
    const script = {
      Literal: (node) => check(node, node.value),
      TemplateElement: (node) => check(node, node.value.raw),
    };
    const template = { ...script, VText: (node) => check(node, node.value), VLiteral: (node) => check(node, node.value) };
    const services = context.sourceCode.parserServices;
    return services?.defineTemplateBodyVisitor ? services.defineTemplateBodyVisitor(template, script) : script;
  },
};
