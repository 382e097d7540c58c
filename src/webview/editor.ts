import type { Intent, Post } from '../protocol.ts';
import type { Wanted } from './finder.ts';

/** What the page remembers while it is hidden, when the editor throws it away, and over a reload. */
interface PageState {
  readonly scrolled?: number;
  readonly wanted?: Wanted;
}

interface EditorApi {
  postMessage(message: Intent): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** The one way from the page to its host. */
export const editor: EditorApi = acquireVsCodeApi();

export function recall(): PageState {
  return editor.getState() ?? {};
}

export function remember(change: PageState): void {
  editor.setState({ ...recall(), ...change });
}

export function onPost(receive: (post: Post) => void): void {
  window.addEventListener('message', (event: MessageEvent<Post>) => {
    receive(event.data);
  });
}
