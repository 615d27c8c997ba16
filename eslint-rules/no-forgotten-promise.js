/**
 * In components the rule with types (no-floating-promises) costs half a second a file, so this one
 * goes by what can be seen in the file itself: a statement that is only a call of a local async
 * function, of the data client (`call`) or of the router, or a chain that ends in `then`, forgets its
 * promise. Await it, return it, catch it, or say `void`.
 */
const PROMISING = new Set(['call']);
const ROUTER_METHODS = new Set(['push', 'replace']);

const isFunction = (node) => node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';

/** Why a call returns a promise, by its looks; undefined where it does not look so. */
function promiseOf(callee, asyncNames) {
  if (callee.type === 'Identifier') return PROMISING.has(callee.name) || asyncNames.has(callee.name) ? callee.name : undefined;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined;
  const method = callee.property.name;
  if (method === 'then') return 'then';
  const isRouter = callee.object.type === 'Identifier' && callee.object.name === 'router';
  return isRouter && ROUTER_METHODS.has(method) ? `router.${method}` : undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export const noForgottenPromise = {
  meta: {
    type: 'problem',
    docs: { description: 'A promise is awaited, returned, caught, or marked with void' },
    messages: { forgotten: '"{{name}}" returns a promise that nobody waits for: await it, return it, catch it, or mark it with void.' },
    schema: [],
  },
  create(context) {
    const asyncNames = new Set();
    const statements = [];
    return {
      FunctionDeclaration: (node) => node.async && node.id && asyncNames.add(node.id.name),
      VariableDeclarator: (node) =>
        isFunction(node.init) && node.init.async && node.id.type === 'Identifier' && asyncNames.add(node.id.name),
      ExpressionStatement: (node) => statements.push(node),
      'Program:exit'() {
        for (const { expression } of statements) {
          if (expression.type !== 'CallExpression') continue;
          const name = promiseOf(expression.callee, asyncNames);
          if (name !== undefined) context.report({ node: expression, messageId: 'forgotten', data: { name } });
        }
      },
    };
  },
};
