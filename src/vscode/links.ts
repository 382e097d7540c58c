import * as vscode from 'vscode';

/** Pages of RunComfy that a person is sent to. The token, the balance and past requests are all on the profile. */
const pages = {
  token: 'https://www.runcomfy.com/profile',
  credit: 'https://www.runcomfy.com/profile',
  requests: 'https://www.runcomfy.com/profile',
} as const;

export async function openRunComfy(page: keyof typeof pages): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(pages[page]));
}
