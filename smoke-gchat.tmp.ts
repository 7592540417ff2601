import { startGoogleChatSandbox } from './sandbox/googlechat/sandbox.ts';
import { chat_v1, chat } from '@googleapis/chat';
const t0=performance.now();
const s = await startGoogleChatSandbox();
console.log('start', performance.now()-t0);
const api = chat({version:'v1', rootUrl: s.url+'/', headers:{authorization:`Bearer ${s.accounts.admin.accessToken}`}});
const r = await api.spaces.list({pageSize:5, filter:'spaceType = "SPACE" OR spaceType = "GROUP_CHAT"'});
console.log(JSON.stringify(r.data,null,1).slice(0,2500));
const name = r.data.spaces![0]!.name!;
const m = await api.spaces.messages.list({parent:name, pageSize: 16, orderBy:'createTime DESC', markupSyntax:'MARKUP_SYNTAX_MARKDOWN'});
console.log(JSON.stringify(m.data,null,1).slice(0,6000));
for (const [h,p] of [['admin.googleapis.com','/admin/directory/v1/users?customer=my_customer&maxResults=2'],['people.googleapis.com','/v1/people:listDirectoryPeople?readMask=names,emailAddresses&sources=DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE&pageSize=1'],['chat.googleapis.com','/v1/spaces?foo=1'],['chat.googleapis.com','/v1/nope']]) {
 const x = await fetch(s.url+p,{headers:{authorization:`Bearer ${s.accounts.admin.accessToken}`, 'x-h':h!}});
 console.log(x.status, (await x.text()).slice(0,1500));
}
await s.close();
