import * as vscode from 'vscode';
import * as z from 'zod';
import { withoutDocumentVariables } from '../documents/documentVariables.ts';
import { isLinkTemplate } from '../documents/languages/template.ts';
import { checkNameTemplate } from '../images/pictureName.ts';
import { imageSizeNames, limits, outputFormats } from '../models/zImageTurbo.ts';
import { parseApiBaseUrl } from '../runcomfy/hosts.ts';

const { numInferenceSteps, numImages } = limits;

const schemas = {
  imageSize: z.enum(imageSizeNames),
  numInferenceSteps: z.int().min(numInferenceSteps.minimum).max(numInferenceSteps.maximum),
  numImages: z.int().min(numImages.minimum).max(numImages.maximum),
  outputFormat: z.enum(outputFormats),
  seed: z.int().nullable(),
  promptStyle: z.string(),
  saveFolder: z.string(),
  fileName: z
    .string()
    .refine((template) => checkNameTemplate(withoutDocumentVariables(template)).outcome === 'usable'),
  insertPosition: z.enum(['after', 'replace']),
  linkTemplates: z.record(z.string(), z.string().refine(isLinkTemplate)),
  /** A value that cannot be used keeps nothing from being saved: it is taken for the careful one. */
  embedPrompt: z.boolean().catch(false),
  siteRoots: z.array(z.string().min(1)),
  apiBaseUrl: z.string().transform((text, context) => {
    const url = parseApiBaseUrl(text);
    if (url === null) {
      context.addIssue({ code: 'custom', message: 'not an address of an API' });
      return z.NEVER;
    }
    return url;
  }),
  maxConcurrentGenerations: z.int().min(1).max(32),
  historyLimit: z.int().min(0),
};

export type SettingName = keyof typeof schemas;
export type Settings = { readonly [Name in SettingName]: z.infer<(typeof schemas)[Name]> };

/** A setting whose value cannot be used. Nothing is ordered with it: it may change what is paid, or where. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
  readonly setting: string;

  constructor(setting: SettingName) {
    super(`the value of ${setting} cannot be used`);
    this.setting = `zImage.${setting}`;
  }
}

/** One setting, as it holds for a document; throws `InvalidSetting`. */
export function readSetting<Name extends SettingName>(
  name: Name,
  scope: vscode.ConfigurationScope | null,
): Settings[Name];
export function readSetting(
  name: SettingName,
  scope: vscode.ConfigurationScope | null,
): Settings[SettingName] {
  const value: unknown = vscode.workspace.getConfiguration('zImage', scope).get(name);
  const parsed = schemas[name].safeParse(value);
  if (!parsed.success) {
    throw new InvalidSetting(name);
  }
  return parsed.data;
}

/** All settings, as they hold for a document; throws `InvalidSetting` for the first that cannot be used. */
export function readSettings(scope: vscode.ConfigurationScope | null): Settings {
  const read = <Name extends SettingName>(name: Name): Settings[Name] => readSetting(name, scope);
  return {
    imageSize: read('imageSize'),
    numInferenceSteps: read('numInferenceSteps'),
    numImages: read('numImages'),
    outputFormat: read('outputFormat'),
    seed: read('seed'),
    promptStyle: read('promptStyle'),
    saveFolder: read('saveFolder'),
    fileName: read('fileName'),
    insertPosition: read('insertPosition'),
    linkTemplates: read('linkTemplates'),
    embedPrompt: read('embedPrompt'),
    siteRoots: read('siteRoots'),
    apiBaseUrl: read('apiBaseUrl'),
    maxConcurrentGenerations: read('maxConcurrentGenerations'),
    historyLimit: read('historyLimit'),
  };
}

/** How many generations may run at once; a value that cannot be used is no reason to stop the ones that do. */
export function concurrencyLimit(): number {
  const value: unknown = vscode.workspace.getConfiguration('zImage').get('maxConcurrentGenerations');
  return schemas.maxConcurrentGenerations.safeParse(value).data ?? 4;
}

/** The person's own markup for a document's language, or null. One that cannot be used is no reason to deliver nothing. */
export function linkTemplate(document: vscode.TextDocument): string | null {
  const value: unknown = vscode.workspace.getConfiguration('zImage', document).get('linkTemplates');
  return schemas.linkTemplates.safeParse(value).data?.[document.languageId] ?? null;
}

/** Names of folders that sites are served from; none where they cannot be used, which is no reason to deliver nothing. */
export function siteRootNames(scope: vscode.ConfigurationScope): readonly string[] {
  const value: unknown = vscode.workspace.getConfiguration('zImage', scope).get('siteRoots');
  return schemas.siteRoots.safeParse(value).data ?? [];
}

/**
 * The destination that the editor's own setting names for a document, or null. In Restricted Mode the workspace may
 * not say where pictures go, and this setting can be the workspace's.
 */
export function copyFilesDestination(document: vscode.TextDocument): string | null {
  if (!vscode.workspace.isTrusted) {
    return null;
  }
  const value: unknown = vscode.workspace.getConfiguration('markdown', document).get('copyFiles.destination');
  const destinations = z.record(z.string(), z.string()).safeParse(value).data ?? {};
  const found = Object.entries(destinations).find(
    ([pattern]) => vscode.languages.match({ pattern }, document) > 0,
  );
  return found?.[1] ?? null;
}
