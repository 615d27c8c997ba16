import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { Permission } from '#shared/domain/access/index.ts';
import type { MessageKey } from '@/i18n/index.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Words of the top line. */
    title?: MessageKey;
    /** Without it the route leads home. */
    permission?: Permission;
    /** Keeps the page alive, so that Esc comes back to the same row. For lists. */
    keep?: boolean;
  }
}

/** An entry of the rail. */
export interface NavItem {
  /** Also its data-testid: nav-<name>. */
  readonly name: string;
  readonly to: string;
  readonly icon: Component;
  readonly label: MessageKey;
  /** Null = everybody signed in. */
  readonly permission: Permission | null;
  /** Position in the rail; home is 0, accounts 90. */
  readonly order: number;
}

/** What a job folder hands to the shell through its index.ts. */
export interface Job {
  readonly routes: readonly RouteRecordRaw[];
  readonly nav: readonly NavItem[];
}
