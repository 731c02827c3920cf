using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Documents.Templates;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Packs;

/// <summary>What stands in a pack around the chosen records.</summary>
internal static class ReferralPackPaper
{
    private static readonly (RedactionKind Kind, string Name)[] Kinds =
    [
        (RedactionKind.OtherPupil, "Other pupils"), (RedactionKind.OtherAdult, "Other adults"), (RedactionKind.Staff, "Staff"), (RedactionKind.LeftOut, "Left out"),
    ];

    public static IEnumerable<DocumentBlock> About(PupilDto pupil, string agency) =>
    [
        new DocumentNotice($"Confidential, for {agency} and for this referral only. Other people's names are replaced by what stands in brackets."),
        Facts(
            ("Name", PupilWords.Name(pupil)),
            ("Date of birth", pupil.DateOfBirth is { } born ? Day(born) : null),
            ("Year group", pupil.YearGroup is { } year ? EnumCodes<YearGroup>.Format(year) : null),
            ("SEN provision", pupil.SenProvision is { } provision ? EnumCodes<SenProvision>.Format(provision) : null),
            ("Needs", string.Join(", ", (pupil.SenNeeds ?? []).Select(EnumCodes<SenType>.Format)))),
    ];

    public static IEnumerable<DocumentBlock> Referral(Referral referral, ReferralConsent? consent, string agency, LawfulBasis basis) =>
    [
        new DocumentHeading("Referral"),
        Facts(
            ("Number", referral.Id.Value.ToString()),
            ("To", agency),
            ("For", Words.Of(referral.Service)),
            ("Urgency", Words.Of(referral.Urgency)),
            ("Sent", referral.SubmittedAt is { } sent ? Day(LondonTime.DateOf(sent)) : "Not yet"),
            ("Answer asked for by", referral.AnswerBy is { } by ? Day(by) : null),
            ("Consent", consent is null ? "Not recorded" : $"{Words.Of(consent.State)}, {Day(LondonTime.DateOf(consent.At))}"),
            ("Shared by UK GDPR Article 6", Words.Of(basis.Article6)),
            ("Article 9", basis.Article9 is { } article9 ? Words.Of(article9) : null),
            ("Data Protection Act 2018, Schedule 1", basis.Schedule1 is { } schedule1 ? Words.Of(schedule1) : null)),
        new DocumentHeading("Why we refer", 3),
        new DocumentText(referral.Reason),
    ];

    public static IEnumerable<DocumentBlock> Manifest(IReadOnlyList<PackPart> parts) =>
    [
        new DocumentHeading("What this pack is made of"),
        new DocumentTable(
            "Parts with their versions, how many names were replaced in each, and the SHA-256 of what each says",
            [new("Part", 4), new("Id", 5), new("Version", 2), .. Kinds.Select(k => new DocumentColumn(k.Name, 2)), new("SHA-256", 7)],
            [
                .. parts.Select(p => (IReadOnlyList<string?>)
                [
                    p.Name, p.Id.ToString(), Number(p.Version), .. Kinds.Select(k => p.Replaced.GetValueOrDefault(k.Kind).ToString(CultureInfo.InvariantCulture)), p.Hash,
                ]),
            ]),
    ];
}
