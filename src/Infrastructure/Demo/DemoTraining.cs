using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Training;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>What the demo's staff are trained for: those who give medicines in date, one of them not for long, and one whose training has run out.</summary>
internal sealed class DemoTraining(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private static readonly TrainingPolicy Policy = new();

    private static readonly (string Client, int DaysAgo, TrainingType[] Types)[] Courses =
    [
        ("demo-medical-lead", 70, [TrainingType.MedicineAdministration, TrainingType.Asthma, TrainingType.Epilepsy, TrainingType.Aai, TrainingType.Diabetes]),
        ("demo-medical-lead", 400, [TrainingType.FirstAidAtWork]),
        ("demo-support", 120, [TrainingType.MedicineAdministration, TrainingType.Asthma, TrainingType.Epilepsy, TrainingType.Evacuation]),
        ("demo-thrive-lead", 335, [TrainingType.MedicineAdministration]),
        ("demo-teacher", 380, [TrainingType.Asthma]),
        ("demo-head", 200, [TrainingType.PaediatricFirstAid, TrainingType.SafeguardingAnnualUpdate]),
        ("demo-dsl", 150, [TrainingType.Dsl, TrainingType.SafeguardingAnnualUpdate]),
    ];

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<TrainingRecord>().AnyAsync(ct))
        {
            return;
        }

        var today = LondonTime.DateOf(now);
        foreach (var (client, daysAgo, types) in Courses)
        {
            foreach (var type in types)
            {
                var day = today.AddDays(-daysAgo);
                var record = TrainingRecord.Record(
                    demo.TrustId, demo.SchoolId, demo.Staff[client], type, new TrainingBooking(day, "Harbour Light training day", null), new TrainingOutcome(day, null, null),
                    Policy, demo.Staff["demo-head"], now);
                db.Set<TrainingRecord>().Add(record.Value);
            }
        }

        db.Set<TrainingRecord>().Add(TrainingRecord.Book(
            demo.TrustId, demo.SchoolId, demo.Staff["demo-teacher"], TrainingType.Asthma, new TrainingBooking(today.AddDays(14), "School nursing team", null), demo.Staff["demo-head"], now));
    }
}
