import { expect, test } from 'vitest';
import type { Post } from '../../../../src/protocol.ts';
import { PanelPosts } from '../../../../src/vscode/gallery/panelPosts.ts';

/** A panel whose posts arrive when the test says so. */
class Panel {
  readonly posted: Post[] = [];
  readonly #arrivals: (() => void)[] = [];
  isBroken = false;
  isHidden = false;
  #dispose: () => void = () => undefined;

  readonly webview = {
    postMessage: (post: Post): Promise<boolean> => {
      if (this.isBroken) {
        return Promise.reject(new Error('broken'));
      }
      this.posted.push(post);
      return new Promise((resolve) => {
        this.#arrivals.push(() => {
          resolve(!this.isHidden);
        });
      });
    },
  };

  readonly onDidDispose = (listener: () => void): { dispose: () => void } => {
    this.#dispose = listener;
    return { dispose: () => undefined };
  };

  async arrive(): Promise<void> {
    this.#arrivals.shift()?.();
    await settled();
  }

  dispose(): void {
    this.#dispose();
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

interface Drawing {
  readonly panel: Panel;
  readonly posts: PanelPosts;
  /** What of the world each posted snapshot has shown. */
  readonly shown: () => string[];
  readonly world: { now: number };
  readonly troubles: unknown[];
}

function drawing(): Drawing {
  const panel = new Panel();
  const world = { now: 1 };
  const troubles: unknown[] = [];
  const posts = new PanelPosts(
    panel,
    () => ({ type: 'announce', text: String(world.now) }),
    (error) => troubles.push(error),
  );
  return {
    panel,
    posts,
    world,
    troubles,
    shown: () => panel.posted.map((post) => (post.type === 'announce' ? post.text : post.type)),
  };
}

test('all changes of a moment are one snapshot', async () => {
  const { posts, shown } = drawing();

  posts.draw();
  posts.draw();
  await settled();

  expect(shown()).toEqual(['1']);
});

test('changes while a snapshot is on its way are one more, of what is the case then', async () => {
  const { posts, shown, panel, world } = drawing();
  posts.draw();
  await settled();

  world.now = 2;
  posts.draw();
  world.now = 3;
  posts.draw();
  await settled();
  expect(shown()).toEqual(['1']);
  await panel.arrive();

  expect(shown()).toEqual(['1', '3']);
});

test('what the page was told already is not posted again, but to a page that was made anew', async () => {
  const { posts, shown, panel } = drawing();
  posts.draw();
  await settled();
  await panel.arrive();
  posts.draw();
  await settled();
  expect(shown()).toEqual(['1']);

  posts.begin();
  posts.draw();
  await settled();

  expect(shown()).toEqual(['1', '1']);
});

test('what a hidden page did not get is posted again', async () => {
  const { posts, shown, panel } = drawing();
  panel.isHidden = true;
  posts.draw();
  await settled();
  await panel.arrive();

  posts.draw();
  await settled();

  expect(shown()).toEqual(['1', '1']);
});

test('a page that was made anew does not wait for what its predecessor never got', async () => {
  const { posts, shown, world } = drawing();
  posts.draw();
  await settled();

  posts.begin();
  world.now = 2;
  posts.draw();
  await settled();

  expect(shown()).toEqual(['1', '2']);
});

test('what arrives late at a page that is gone draws nothing', async () => {
  const { posts, shown, panel } = drawing();
  posts.draw();
  await settled();
  posts.begin();
  posts.draw();
  await settled();

  await panel.arrive();
  await panel.arrive();

  expect(shown()).toHaveLength(2);
});

test('nothing is posted to a panel that was closed', async () => {
  const { posts, panel } = drawing();
  posts.draw();
  await settled();
  posts.draw();

  panel.dispose();
  await panel.arrive();
  posts.draw();
  await posts.post({ type: 'announce', text: 'Too late' });
  await settled();

  expect(panel.posted).toHaveLength(1);
});

test('a post that fails is told, and does not keep the next one from the page', async () => {
  const { posts, panel, shown, troubles } = drawing();
  panel.isBroken = true;
  posts.draw();
  await settled();
  expect(troubles).toEqual([new Error('broken')]);

  panel.isBroken = false;
  posts.draw();
  await settled();

  expect(shown()).toEqual(['1']);
});
