/** What begins a line comment, or a line within a block comment, in the languages of the editor. */
const lineLeader =
  /^\s*(?:\/{2,}!?[ \t]?|(?:#+!?|-{2,}|;+|%+)(?:[ \t]|$|(?=\p{L}))|(?:\*+(?!\/)|'|\bREM\b|"(?=\s))(?:[ \t]|$))/iu;
const blockOpening = /^\s*(?:\{?\/\*+!?|<!--|\(\*|\{-|"""|'''|--\[\[|#\||=begin\b)/;
const blockClosing = /(?:(?<!\*)\*+\/\}?|-->|\*\)|-\}|"""|'''|\]\]|\|#|=end\b)\s*$/;

/** The words of a comment or a string in code: without the leaders of its lines, where every line has one. */
export function codeProse(text: string): string {
  const lines = text.replace(blockOpening, '').replace(blockClosing, '').split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  // The first line of a selection often begins behind its leader; one that no other line has is no leader.
  const led = filled.filter((line) => lineLeader.test(line)).length;
  const stripped =
    led > 0 && led >= filled.length - 1 ? lines.map((line) => line.replace(lineLeader, '')) : lines;
  return stripped.join('\n');
}
