import type { Spot } from './languages/language.ts';
import { indentationAt, lineEnd } from './lines.ts';

const tokens = {
  css: /\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[#@]\{|[(){};\n]|[^\s(){};"'#@/]+|[#@/]/g,
  withLineComments:
    /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[#@]\{|[(){};\n]|[^\s(){};"'#@/]+|[#@/]/g,
};

/** At-rules whose blocks have rules, not declarations, unless they stand in a rule themselves. */
const ofRules =
  /^@(?:-\w+-)?(?:media|supports|layer|container|keyframes|document|scope|starting-style|function)\b/;

/** Behind the statement that holds an offset: a declaration in a rule, a comment where none may stand. */
export function cssSpot(text: string, offset: number, lineComments: boolean): Spot {
  const pattern = lineComments ? tokens.withLineComments : tokens.css;
  const blocks: boolean[] = [];
  let parentheses = 0;
  let statement: number | null = null;
  let last: { readonly token: string; readonly from: number } = { token: ';', from: 0 };
  const spot = (at: number): Spot => {
    const indentation = indentationAt(text, last.from);
    if (blocks.at(-1) !== true) {
      return { at, before: `${indentation}/* `, behind: ' */', apart: false };
    }
    const deeper = last.token === '{' ? indentationUnit(text) : '';
    return { at, before: `${indentation}${deeper}background-image: `, behind: ';', apart: false };
  };
  for (const { 0: token, index } of text.matchAll(pattern)) {
    const from: number = statement ?? index;
    switch (token) {
      case '(':
      case '#{':
      case '@{':
        parentheses++;
        statement = from;
        break;
      case ')':
        parentheses = Math.max(0, parentheses - 1);
        break;
      case '\n':
        if (index >= offset && statement === null && parentheses === 0) {
          return spot(lineEnd(text, index - (text[index - 1] === '\r' ? 1 : 0)));
        }
        break;
      case '}':
        if (parentheses > 0) {
          parentheses--;
          break;
        }
        blocks.pop();
        last = { token, from: index };
        statement = null;
        break;
      case '{':
        blocks.push(blocks.at(-1) === true || !ofRules.test(text.slice(from, index)));
        last = { token, from };
        statement = null;
        break;
      case ';':
        if (parentheses === 0) {
          last = { token, from };
          statement = null;
        }
        break;
      default:
        if (token.startsWith('/*') || (lineComments && token.startsWith('//'))) {
          // What follows a comment is as deep as the comment.
          last = statement === null && last.token !== '{' ? { token: ';', from: index } : last;
        } else {
          statement = from;
        }
    }
  }
  const closed = statement === null && parentheses === 0;
  return closed ? spot(text.length) : { ...spot(text.length), before: '/* ', behind: ' */' };
}

function indentationUnit(text: string): string {
  return /^(?: +|\t)(?=\S)/m.exec(text)?.[0] ?? '  ';
}
