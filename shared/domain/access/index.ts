export { can, PERMISSIONS, permissionsOf, ROLES, type Permission, type Role } from './roles.ts';
