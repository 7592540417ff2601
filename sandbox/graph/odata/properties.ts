/** Names of the properties of each type in Graph v1.0's metadata: what `$select` may name. */
export const properties = {
  user: 'id deletedDateTime aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo birthday businessPhones city companyName consentProvidedForMinor country createdDateTime creationType customSecurityAttributes department deviceEnrollmentLimit displayName employeeHireDate employeeId employeeLeaveDateTime employeeOrgData employeeType externalUserState externalUserStateChangeDateTime faxNumber givenName hireDate identities identityParentId imAddresses interests isManagementRestricted isResourceAccount jobTitle lastPasswordChangeDateTime legalAgeGroupClassification licenseAssignmentStates mail mailboxSettings mailNickname mobilePhone mySite officeLocation onPremisesDistinguishedName onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled onPremisesUserPrincipalName otherMails passwordPolicies passwordProfile pastProjects postalCode preferredDataLocation preferredLanguage preferredName print provisionedPlans proxyAddresses responsibilities schools securityIdentifier serviceProvisioningErrors showInAddressList signInActivity signInSessionsValidFromDateTime skills state streetAddress surname usageLocation userPrincipalName userType'.split(
    ' ',
  ),
  group:
    'id deletedDateTime accessType allowExternalSenders assignedLabels assignedLicenses autoSubscribeNewMembers classification createdDateTime description displayName expirationDateTime groupTypes hasMembersWithLicenseErrors hideFromAddressLists hideFromOutlookClients infoCatalogs isArchived isAssignableToRole isFavorite isManagementRestricted isSubscribedByMail licenseProcessingState mail mailEnabled mailNickname membershipRule membershipRuleProcessingState onPremisesDomainName onPremisesExtensionAttributes onPremisesLastSyncDateTime onPremisesNetBiosName onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled organizationId preferredDataLocation preferredLanguage proxyAddresses renewedDateTime resourceBehaviorOptions resourceProvisioningOptions securityEnabled securityIdentifier serviceProvisioningErrors theme uniqueName unseenConversationsCount unseenCount unseenMessagesCount visibility welcomeMessageEnabled creationOptions'.split(
      ' ',
    ),
  organization:
    'id deletedDateTime assignedPlans businessPhones city country countryLetterCode createdDateTime defaultUsageLocation displayName marketingNotificationEmails mobileDeviceManagementAuthority onPremisesLastSyncDateTime onPremisesSyncEnabled partnerTenantType postalCode preferredLanguage privacyProfile provisionedPlans securityComplianceNotificationMails securityComplianceNotificationPhones state street technicalNotificationMails tenantType verifiedDomains isMultipleDataLocationsForServicesEnabled'.split(
      ' ',
    ),
  team: 'id classification createdDateTime description displayName firstChannelName funSettings guestSettings internalId isArchived memberSettings messagingSettings specialization summary tenantId visibility webUrl isMembershipLimitedToOwners discoverySettings tagSettings'.split(
    ' ',
  ),
  channel:
    'id createdDateTime description displayName email isArchived isFavoriteByDefault layoutType membershipType migrationMode originalCreatedDateTime summary tenantId webUrl'.split(
      ' ',
    ),
  chat: 'id chatType createdDateTime isHiddenForAllMembers lastUpdatedDateTime migrationMode onlineMeetingInfo originalCreatedDateTime tenantId topic viewpoint webUrl'.split(
    ' ',
  ),
  chatMessage:
    'id attachments body channelIdentity chatId createdDateTime deletedDateTime etag eventDetail from importance lastEditedDateTime lastModifiedDateTime locale mentions messageHistory messageType policyViolation reactions replyToId subject summary webUrl'.split(
      ' ',
    ),
  conversationMember: 'id displayName roles visibleHistoryStartDateTime email tenantId userId'.split(' '),
  driveItem:
    'id createdBy createdDateTime description eTag lastModifiedBy lastModifiedDateTime name parentReference webUrl audio bundle content cTag deleted file fileSystemInfo folder image location malware package pendingOperations photo publication remoteItem root searchResult shared sharepointIds size specialFolder video webDavUrl'.split(
      ' ',
    ),
} as const satisfies Readonly<Record<string, readonly string[]>>;
