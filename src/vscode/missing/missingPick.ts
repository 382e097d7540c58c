import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import * as words from '../words/missing.ts';
import type { Orderable } from './missingOrder.ts';

interface Item extends vscode.QuickPickItem {
  readonly orderable?: Orderable;
}

export interface MissingPickTools {
  /** About what so many pictures cost, in words. */
  readonly priceOf: (count: number) => string | null;
  /** Resolves when prices are known: the list is there at once, and does not wait for it. */
  readonly more: Promise<unknown>;
}

/** Lets the person choose which pictures are made, all at first. Null when they do not want to. */
export async function pickMissing(
  all: readonly Orderable[],
  { priceOf, more }: MissingPickTools,
): Promise<Orderable[] | null> {
  const pick = vscode.window.createQuickPick<Item>();
  const several = new Set(all.map(({ document }) => document)).size > 1;
  const possible = all.filter(({ obstacle }) => obstacle === null).map((each) => itemFor(each, several));
  const impossible = all.filter(({ obstacle }) => obstacle !== null).map((each) => itemFor(each, several));
  let isOpen = true;
  const showTitle = (): void => {
    const count = pick.selectedItems.length;
    pick.title = words.pickTitle(count, count === 0 ? null : priceOf(count));
  };
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.placeholder = vscode.l10n.t('Choose which images to generate');
  pick.items = impossible.length === 0 ? possible : [...possible, separator(), ...impossible];
  pick.selectedItems = possible;
  showTitle();
  pick.busy = true;
  void more.finally(() => {
    if (isOpen) {
      showTitle();
      pick.busy = false;
    }
  });
  try {
    return await new Promise((resolve) => {
      pick.onDidChangeSelection((selected) => {
        const chosen = selected.filter((item) => possible.includes(item));
        // The editor has no boxes that cannot be ticked.
        if (chosen.length < selected.length) {
          pick.selectedItems = chosen;
        }
        showTitle();
      });
      pick.onDidAccept(() => {
        resolve(pick.selectedItems.flatMap(({ orderable }) => orderable ?? []));
      });
      pick.onDidHide(() => {
        resolve(null);
      });
      pick.show();
    });
  } finally {
    isOpen = false;
    pick.dispose();
  }
}

function itemFor(orderable: Orderable, several: boolean): Item {
  const { picture, file, folder, document, obstacle } = orderable;
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(file ?? folder ?? ''), false);
  const place = file !== null ? path : folder !== null ? words.namedIn(path) : words.namedByUs();
  const name = several ? [vscode.workspace.asRelativePath(document.uri)] : [];
  return {
    orderable,
    label: words.label(picture.altText, basename(picture.target)),
    description: place,
    ...detailOf([...(obstacle === null ? [] : [words.obstacle(obstacle)]), ...name]),
  };
}

function detailOf(parts: readonly string[]): { detail?: string } {
  return parts.length === 0 ? {} : { detail: parts.join(' · ') };
}

function separator(): Item {
  return { kind: vscode.QuickPickItemKind.Separator, label: vscode.l10n.t('Not Possible') };
}
