/** The schema as an ordered list of migrations. A released one is never edited. Pure. */

export const changes: readonly string[] = [
  `create table tenant (name text primary key, created_at timestamptz not null default now())`,
  `create table account (name text primary key, password_hash text, is_admin boolean not null default false, must_change boolean not null default false,
    tenants text[] not null default '{}', created_at timestamptz not null default now())`,
  `create table token (hash text primary key, account text not null references account on delete cascade, kind text not null, name text not null,
    created_at timestamptz not null default now(), expires_at timestamptz not null, used_at timestamptz)`,
  `create unique index token_name on token (account, name) where kind = 'api'`,
  `create table cluster (name text primary key, created_at timestamptz not null default now())`,
  `create table environment (name text primary key, cluster text not null references cluster)`,
  `create table application (name text primary key, tenant text not null references tenant, created_by text not null, created_at timestamptz not null default now())`,
  `create index application_of on application (tenant, name)`,
  `create table placement (application text references application on delete cascade, environment text references environment, replicas int, primary key (application, environment))`,
  `create table variable (application text references application on delete cascade, environment text references environment, name text, sealed text not null,
    is_secret boolean not null, changed_at timestamptz not null default now(), changed_by text not null, primary key (application, environment, name))`,
  `create table run (id serial primary key, kind text not null, application text not null references application on delete cascade, environment text references environment,
    state text not null default 'queued', cause text not null unique, ref text, commit text, title text, release int, follows int, result jsonb, problem jsonb,
    attempts int not null default 0, worker text, lease_until timestamptz, created_by text not null, created_at timestamptz not null default now(),
    started_at timestamptz, finished_at timestamptz)`,
  `create index run_waiting on run (kind, id) where state in ('queued', 'running')`,
  `create index run_of on run (application, id desc)`,
  `create table run_log (seq bigserial primary key, run int not null references run on delete cascade, at timestamptz not null default now(), step text not null, text text not null)`,
  `create index run_log_of on run_log (run, seq)`,
  `create table release (application text references application on delete cascade, number int, commit text not null, title text, image text not null, recipe jsonb not null,
    run int not null unique, created_by text not null, created_at timestamptz not null default now(), primary key (application, number))`,
  `create table deployment (id bigserial primary key, application text not null references application on delete cascade, environment text not null references environment,
    release int not null, run int not null, created_by text not null, at timestamptz not null default now())`,
  `create index deployment_of on deployment (application, environment, id desc)`,
  `create table event (id bigserial primary key, application text, run int, at timestamptz not null default now(), by text not null, kind text not null, text text not null)`,
  `create index event_of on event (application, id desc)`,
  // PostgreSQL sends the notification at commit, never before.
  `create function tell() returns trigger language plpgsql as $$ begin
    perform pg_notify('opads', json_build_object('topic', tg_argv[0], 'application', new.application, 'run', case when tg_argv[0] = 'run' then (to_jsonb(new)->>'id')::int end)::text);
    return new; end $$`,
  `create trigger tell after insert or update of state on run for each row execute function tell('run')`,
  `create trigger tell after insert on deployment for each row execute function tell('application')`,
  `create trigger tell after insert on event for each row execute function tell('event')`,
  // Its replica count and its variables, encrypted as in their table.
  `alter table deployment add column settings jsonb`,
  // Who asked to cancel a running deploy: its worker restores the previous release, then ends it.
  `alter table run add column cancel_by text`,
  // Roles. Those who were in a tenant could do everything in it, so they become its admins.
  `create table member (tenant text references tenant on delete cascade, account text references account on delete cascade,
    role text not null check (role in ('viewer', 'developer', 'deployer', 'admin')), created_at timestamptz not null default now(), primary key (tenant, account))`,
  `create index member_of on member (account)`,
  `insert into member (tenant, account, role) select tenant.name, account.name, 'admin' from account join tenant on tenant.name = any(account.tenants)`,
  // A process of the release before reads and writes account.tenants: both are kept in step until the next release drops the column.
  // Neither trigger answers to the other's change (depth).
  `create function member_to_account() returns trigger language plpgsql as $$ begin
    update account set tenants = coalesce((select array_agg(tenant order by tenant) from member where account = coalesce(new.account, old.account)), '{}')
      where name = coalesce(new.account, old.account);
    return null; end $$`,
  `create trigger member_to_account after insert or delete on member for each row when (pg_trigger_depth() = 0) execute function member_to_account()`,
  `create function account_to_member() returns trigger language plpgsql as $$ begin
    delete from member where account = new.name and tenant <> all(new.tenants);
    insert into member (tenant, account, role) select tenant.name, new.name, 'admin' from tenant where tenant.name = any(new.tenants) on conflict do nothing;
    return null; end $$`,
  `create trigger account_to_member after insert or update of tenants on account for each row when (pg_trigger_depth() = 0) execute function account_to_member()`,
  // What happened as code and facts; `text` has it in English, and is all that rows of earlier releases have.
  `alter table event add column message jsonb`,
  `alter table run_log add column message jsonb`,
  // The build whose release a deploy brings. `follows` is written beside it for one release: the same for a deploy that a build queued.
  `alter table run add column built_from int`,
  `update run set built_from = follows where kind = 'deploy' and follows is not null`,
  `create index run_built_from on run (coalesce(built_from, follows), id) where kind = 'deploy'`,
  // Whether a push is known already, and whether an old run is still named.
  `create index event_run on event (run) where run is not null`,
  // Times have milliseconds, as JavaScript has, so that the hash of a row covers the whole time.
  `create table audit (id bigserial primary key, at timestamptz(3) not null default clock_timestamp(), account text not null, address text not null, act text not null,
    tenant text, application text, environment text, target text, outcome text not null, code text, facts text not null, sequence bigint unique, hash text)`,
  `create index audit_open on audit (id) where sequence is null`,
  `create index audit_by on audit (account, id desc)`,
  `create index audit_act on audit (act, id desc)`,
  `create index audit_tenant on audit (tenant, id desc)`,
  `create index audit_application on audit (application, id desc)`,
  `create index audit_at on audit (at)`,
  `create table audit_head (one boolean primary key default true check (one), sequence bigint not null, hash text not null)`,
  `insert into audit_head (sequence, hash) values (0, '')`,
  `create table audit_checkpoint (one boolean primary key default true check (one), sequence bigint not null, hash text not null,
    at timestamptz(3) not null default clock_timestamp(), signature text not null)`,
  // Said once, by `up` and in the activity: whom the schema change with roles made admins. Both have the time of their transaction.
  `insert into event (by, kind, text, message)
    select 'operator', 'member.became-admins', 'Tenants have roles now; members of before are admins of their tenants: ' || count,
      jsonb_build_object('code', 'member.became-admins', 'facts', jsonb_build_object('count', count))
    from (select count(*) from member where created_at = (select at from schema_change where number = 28) and role = 'admin') made where count > 0`,
  // Writes that were done with an Idempotency-Key. `request` is a keyed hash, `answer` is encrypted, null when it was too long.
  `create table done_write (id bigserial primary key, account text not null references account on delete cascade, key text not null, request text not null,
    answer text, at timestamptz not null default now(), unique (account, key))`,
  `create index done_write_at on done_write (at)`,
  // Who approved or refused a run that waited for a person.
  `alter table run add column decided_by text`,
  // Deleted tenants whose namespaces may still be in the cluster.
  `create table tenant_gone (name text primary key, at timestamptz not null default now())`,
]
