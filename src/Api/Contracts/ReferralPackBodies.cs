using PupilSupport.Application.Referrals.Commands;

namespace PupilSupport.Api.Contracts;

/// <summary>The pack of a referral to be issued.</summary>
public sealed record IssueReferralPackBody : ReferralPackRequest;
