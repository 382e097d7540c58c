import * as vscode from 'vscode';
import * as z from 'zod';
import { proxyEnvironment, type Network } from '../runcomfy/network.ts';

const schemas = {
  proxySupport: z.enum(['off', 'on', 'override', 'fallback']).catch('override'),
  proxy: z.string().catch(''),
  noProxy: z.array(z.string()).catch([]),
  proxyAuthorization: z.string().min(1).nullable().catch(null),
  proxyStrictSSL: z.boolean().catch(true),
  systemCertificates: z.boolean().catch(true),
};

/** The network as VS Code has it set up, now. */
export function readNetwork(): Network {
  return {
    usesProxies: read('proxySupport') !== 'off',
    proxy: read('proxy'),
    noProxy: read('noProxy'),
    proxyAuthorization: read('proxyAuthorization'),
    strictCertificates: read('proxyStrictSSL'),
    systemCertificates: read('systemCertificates'),
    environment: proxyEnvironment(process.env),
  };
}

/** A workspace has no say in where the token goes through, or in whom is trusted: only the person's own settings count. */
function read<Name extends keyof typeof schemas>(name: Name): z.infer<(typeof schemas)[Name]>;
function read(name: keyof typeof schemas): unknown {
  const found = vscode.workspace.getConfiguration('http').inspect(name);
  return schemas[name].parse(found?.globalValue ?? found?.defaultValue);
}
