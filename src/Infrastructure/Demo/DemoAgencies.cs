using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>A small directory: free and paid, near and anywhere, one to be verified, a school's own, one that has closed and one that was entered twice.</summary>
internal sealed class DemoAgencies(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private static readonly AgencyContent YoungMinds = new()
    {
        Name = "Saltmarsh Young Minds",
        Services = [SupportService.Camhs, SupportService.Mhst],
        Description = "Assessment and talking therapies for children and young people who are anxious or low.",
        Ages = new AgencyAges { From = 5, To = 18 },
        NeedAreas = [NeedArea.Semh],
        Needs = ["anxiety", "low mood", "self-harm"],
        Threshold = "Moderate or severe, for longer than three months.",
        Areas = new AgencyAreas { LocalAuthorities = ["820", "821"] },
        Cost = AgencyCost.Free,
        ReferralRoute = "Online form by school or GP; an answer within ten working days.",
        Contact = new AgencyContact { Name = "Duty desk", Phone = "01632 960123", Website = "https://youngminds.example/schools" },
        Languages = ["en", "ur"],
    };

    private static readonly AgencyContent Grief = new()
    {
        Name = "Lantern Bereavement Friends",
        Services = [SupportService.Bereavement],
        Description = "Groups and one-to-one visits for children who have lost somebody.",
        Needs = ["grief", "loss"],
        NeedAreas = [NeedArea.Semh],
        Cost = AgencyCost.Free,
        ReferralRoute = "Families ring themselves.",
        Contact = new AgencyContact { Phone = "01632 960456" },
    };

    private static readonly AgencyContent Pantry = new()
    {
        Name = "Mill Lane Pantry",
        Services = [SupportService.FoodBank, SupportService.Housing],
        Description = "Food on Tuesdays and Fridays, and advice about rent and debts.",
        Areas = new AgencyAreas { Postcodes = ["RG1", "RG2"] },
        Cost = AgencyCost.Free,
        ReferralRoute = "A voucher from the school office.",
    };

    private static readonly AgencyContent Speech = new()
    {
        Name = "Clear Words Therapy",
        Services = [SupportService.SpeechLanguage],
        NeedAreas = [NeedArea.CommunicationInteraction],
        Ages = new AgencyAges { From = 2, To = 11 },
        Cost = AgencyCost.Paid,
        CostNote = "The first meeting is free.",
        ReferralRoute = "By e-mail from parents.",
        Contact = new AgencyContact { Email = "hello@clearwords.example" },
    };

    private static readonly AgencyContent Hub = new()
    {
        Name = "Saltmarsh safeguarding hub",
        Services = [SupportService.ChildrensSocialCareMash],
        Areas = new AgencyAreas { LocalAuthorities = ["820"] },
        Cost = AgencyCost.Free,
        ReferralRoute = "By telephone, in writing within one working day.",
        Contact = new AgencyContact { Phone = "01632 960999" },
    };

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<Agency>().AnyAsync(ct))
        {
            return;
        }

        var young = Add(YoungMinds, daysAgo: 200, verifiedDaysAgo: 20);
        Add(Grief, daysAgo: 400);
        Add(Pantry, daysAgo: 90, school: demo.SchoolId);
        Add(Speech, daysAgo: 60, verifiedDaysAgo: 30);
        Add(Hub, daysAgo: 200, verifiedDaysAgo: 10);
        var closed = Add(new AgencyContent(Grief) with { Name = "Harbour Street Counselling", Services = [SupportService.Other] }, daysAgo: 300);
        var twice = Add(new AgencyContent(YoungMinds) with { Name = "Young Minds (Saltmarsh)" }, daysAgo: 40);
        if ((closed.Archive("The service has closed.").Error ?? twice.Merge(young).Error) is { } refused)
        {
            throw new InvalidOperationException($"A demo agency is refused: {refused.Code}.");
        }
    }

    private Agency Add(AgencyContent content, int daysAgo, int? verifiedDaysAgo = null, SchoolId? school = null)
    {
        var (added, by) = (now.AddDays(-daysAgo), demo.Staff["demo-senco"]);
        var agency = Agency.Add(demo.TrustId, school, content, LondonTime.DateOf(added).AddYears(1), by, added).Value;
        if (verifiedDaysAgo is { } ago)
        {
            var day = LondonTime.DateOf(now).AddDays(-ago);
            agency.Verify(day, day.AddYears(1), by);
        }

        db.Set<Agency>().Add(agency);
        return agency;
    }
}
