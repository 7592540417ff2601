import { faultAt } from '../fault.ts';
import { applySignature } from '../syntax/signature.ts';
import { calleeName, type Node } from '../syntax/tree.ts';
import { createFunction, openFunction, type FunctionBody } from '../values/functions.ts';
import { compileCallee } from './call.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

/** `$f(a, ?)`: a function of the arguments that were left open. */
export function compilePartial(node: Extract<Node, { kind: 'partial' }>, options: CodeOptions): Evaluate {
  const callee = compileCallee(node.procedure, node.position, 'T1007', options);
  const args = node.arguments.map(item => (item === undefined ? undefined : compileNode(item, options)));
  const { position } = node;
  const token = calleeName(node.procedure);
  return (input, frame) => {
    const given = args.map(argument => argument?.(input, frame));
    const body = openFunction(callee(input, frame));
    if (body === undefined) throw faultAt(position, token, 'T1008');
    const openPlaces = args.flatMap((argument, at) => (argument === undefined ? [at] : []));
    return partially(body, given, openPlaces);
  };
}

function partially(body: FunctionBody, given: readonly unknown[], openPlaces: readonly number[]): unknown {
  return createFunction({
    name: body.name,
    arity: openPlaces.length,
    height: body.height,
    ...(body.cost === undefined ? {} : { cost: body.cost }),
    invoke: (args, context) => {
      const all = given.slice();
      for (const [at, place] of openPlaces.entries()) all[place] = args[at];
      const checked = body.signature === undefined ? all : applySignature(body.signature, all, context.input);
      return body.invoke(checked, context);
    },
  });
}
