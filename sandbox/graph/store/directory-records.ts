/** The objects of the directory in Microsoft Graph v1.0, in the form they have on the wire. */

/** A person of the directory, with the properties only `$select` shows. */
export interface UserRecord {
  readonly id: string;
  readonly businessPhones: readonly string[];
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly jobTitle: string | null;
  readonly mail: string | null;
  readonly mobilePhone: string | null;
  readonly officeLocation: string | null;
  readonly preferredLanguage: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly accountEnabled: boolean;
  readonly userType: 'Member' | 'Guest';
  readonly createdDateTime: string;
  readonly department: string | null;
  readonly companyName: string | null;
  readonly country: string | null;
  readonly otherMails: readonly string[];
  readonly proxyAddresses: readonly string[];
  readonly mailNickname: string;
  readonly externalUserState: 'PendingAcceptance' | 'Accepted' | null;
  readonly externalUserStateChangeDateTime: string | null;
  readonly lastPasswordChangeDateTime: string | null;
  readonly employeeHireDate: string | null;
  readonly employeeId: string | null;
  readonly deletedDateTime: string | null;
  readonly signInActivity: Readonly<Record<string, string | null>> | null;
  readonly mailboxSettings: {
    readonly timeZone: string;
    readonly language: { readonly locale: string; readonly displayName: string };
  };
  readonly aboutMe: string | null;
  readonly birthday: string;
  readonly mySite: string | null;
  readonly skills: readonly string[];
  readonly interests: readonly string[];
}

export interface GroupRecord {
  readonly id: string;
  readonly deletedDateTime: string | null;
  readonly classification: string | null;
  readonly createdDateTime: string;
  readonly creationOptions: readonly string[];
  readonly description: string | null;
  readonly displayName: string;
  readonly expirationDateTime: string | null;
  readonly groupTypes: readonly string[];
  readonly infoCatalogs: readonly string[];
  readonly isAssignableToRole: boolean | null;
  readonly mail: string | null;
  readonly mailEnabled: boolean;
  readonly mailNickname: string;
  readonly membershipRule: string | null;
  readonly membershipRuleProcessingState: string | null;
  readonly onPremisesDomainName: string | null;
  readonly onPremisesLastSyncDateTime: string | null;
  readonly onPremisesNetBiosName: string | null;
  readonly onPremisesSamAccountName: string | null;
  readonly onPremisesSecurityIdentifier: string | null;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly preferredDataLocation: string | null;
  readonly preferredLanguage: string | null;
  readonly proxyAddresses: readonly string[];
  readonly renewedDateTime: string;
  readonly resourceBehaviorOptions: readonly string[];
  readonly resourceProvisioningOptions: readonly string[];
  readonly securityEnabled: boolean;
  readonly securityIdentifier: string;
  readonly theme: string | null;
  readonly uniqueName: string | null;
  readonly visibility: 'Public' | 'Private' | 'HiddenMembership' | null;
  readonly onPremisesProvisioningErrors: readonly object[];
  readonly serviceProvisioningErrors: readonly object[];
}

export interface RoleRecord {
  readonly id: string;
  readonly deletedDateTime: string | null;
  readonly description: string;
  readonly displayName: string;
  readonly roleTemplateId: string;
}

export interface OrganizationRecord {
  readonly id: string;
  readonly deletedDateTime: string | null;
  readonly businessPhones: readonly string[];
  readonly city: string | null;
  readonly country: string | null;
  readonly countryLetterCode: string;
  readonly createdDateTime: string;
  readonly defaultUsageLocation: string | null;
  readonly displayName: string;
  readonly isMultipleDataLocationsForServicesEnabled: boolean | null;
  readonly marketingNotificationEmails: readonly string[];
  readonly onPremisesLastSyncDateTime: string | null;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly partnerTenantType: null;
  readonly postalCode: string | null;
  readonly preferredLanguage: string;
  readonly securityComplianceNotificationMails: readonly string[];
  readonly securityComplianceNotificationPhones: readonly string[];
  readonly state: string | null;
  readonly street: string | null;
  readonly technicalNotificationMails: readonly string[];
  readonly tenantType: string;
  readonly privacyProfile: object | null;
  readonly assignedPlans: readonly object[];
  readonly provisionedPlans: readonly object[];
  readonly verifiedDomains: readonly {
    readonly capabilities: string;
    readonly isDefault: boolean;
    readonly isInitial: boolean;
    readonly name: string;
    readonly type: string;
  }[];
}
