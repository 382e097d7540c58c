import { env, l10n } from 'vscode';
import type { Spending } from '../../records/spending.ts';

/** '$0.005', in the form of the person's language. */
export function dollars(amount: number): string {
  const digits = amount !== 0 && amount < 0.1 ? 4 : 2;
  const format = {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat(env.language, format).format(amount);
}

/** A price of the catalogue: a starting figure. Null where there is none. */
export function aboutDollars(amount: number | null): string | null {
  return amount === null
    ? null
    : l10n.t({ message: 'about {0}', args: [dollars(amount)], comment: ['{0} is a price'] });
}

/** What this session cost, or null where nothing was paid. */
export function spentText({ told, estimated, unknown }: Spending): string | null {
  const sum = told + estimated;
  if (sum === 0 && unknown === 0) {
    return null;
  }
  const amount = estimated > 0 ? aboutDollars(sum) : dollars(sum);
  if (unknown === 0) {
    return l10n.t({ message: 'This session: {0}', args: [amount ?? ''], comment: ['{0} is what was paid'] });
  }
  const others = unknown === 1 ? l10n.t('1 of unknown cost') : l10n.t('{0} of unknown cost', unknown);
  return sum === 0
    ? l10n.t({ message: 'This session: {0}', args: [others], comment: ['{0} is what was paid'] })
    : l10n.t({
        message: 'This session: {0}, and {1}',
        args: [amount ?? '', others],
        comment: ['{0} is what was paid, {1} is how many images have an unknown cost'],
      });
}
