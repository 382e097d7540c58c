import type * as vscode from 'vscode';
import type { DocumentKind } from '../documents/documentLanguage.ts';
import { linkTemplate } from './settings.ts';

/** How a document shows pictures: by its language, or by the person's own template for that. */
export function kindOf(document: vscode.TextDocument): DocumentKind {
  return { languageId: document.languageId, linkTemplate: linkTemplate(document) };
}
