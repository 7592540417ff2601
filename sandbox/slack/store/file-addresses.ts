import type { FileRecord, TeamRecord } from './records.ts';

/** Addresses of a file, from its id and name. An external file (a link) has no copy to download. */
export function fileAddresses(
  team: TeamRecord,
  file: { readonly id: string; readonly name: string; readonly user: string; readonly isExternal: boolean },
): Pick<FileRecord, 'url_private' | 'url_private_download' | 'permalink' | 'external_url'> {
  const slug = file.name.toLowerCase().replace(/[^a-z0-9.]+/g, '_');
  const permalink = `https://${team.domain}.slack.com/files/${file.user}/${file.id}/${slug}`;
  if (file.isExternal) {
    const address = `https://docs.example.com/document/d/${file.id}/edit`;
    return { url_private: address, external_url: address, permalink };
  }
  const place = `https://files.slack.com/files-pri/${team.id}-${file.id}`;
  return { url_private: `${place}/${slug}`, url_private_download: `${place}/download/${slug}`, permalink };
}
