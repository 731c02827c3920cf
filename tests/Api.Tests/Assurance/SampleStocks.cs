using PupilSupport.Api.Tests.MedicineStocks;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Stocks = StockRequests.Url;
    private const string Nurse = "demo-medical-lead";

    private static IEnumerable<Sample> StockSamples() =>
    [
        Write("receiveMedicineStock", Nurse, async w => Call.Post(Stocks, PupilStock(w, await w.Database.OrderAsync(), await StockContactAsync(w)))),
        Write("receiveMedicineStock", Nurse, w => Call.Post(Stocks, SchoolStock(w))),
        Write("receiveMoreMedicineStock", Nurse, async w =>
        {
            var (stock, contact) = await StockWithContactAsync(w);
            return Call.Post(stock + "/receive", new { quantity = 2.5, reason = w.Text("reason"), receivedFromContactId = contact }, "\"1\"");
        }),
        Write("returnMedicineStock", Nurse, async w =>
        {
            var (stock, contact) = await StockWithContactAsync(w);
            return Call.Post(stock + "/return", new { quantity = 2.5, reason = w.Text("reason"), returnedToContactId = contact }, "\"1\"");
        }),
        StockAction("countMedicineStock", "count", w => new { quantity = 20, reason = w.Text("reason") }),
        StockAction("countMedicineStock", "count", w => new { quantity = 19.5, reason = w.Text("reason") }, records: 4, controlled: true),
        StockAction("wasteMedicineStock", "waste", w => new { quantity = 0.5, reason = w.Text("reason"), witnessId = Me }, records: 2),
        StockAction("disposeOfMedicineStock", "dispose", w => new { quantity = 20, reason = w.Text("reason") }),
        StockAction("adjustMedicineStock", "adjust", w => new { quantity = -1, reason = w.Text("reason") }),
        StockAction("adjustMedicineStock", "adjust", w => new { quantity = -1, reason = w.Text("reason") }, records: 2, controlled: true),
        Write("confirmMedicineStockEntry", "demo-support", async w => Call.Post(await PendingStockAsync(w) + "/confirm", new { }, "\"2\""), records: 2),
        Write("rejectMedicineStockEntry", "demo-support", async w => Call.Post(await PendingStockAsync(w) + "/reject", new { reason = w.Text("reason") }, "\"2\""), records: 2),
        Write("witnessMedicineStockEntry", "demo-support", async w =>
        {
            var stock = await StockAsync(w, controlled: true);
            await w.DoneAsync(Nurse, Call.Post(stock + "/waste", new { quantity = 1, reason = w.Text("reason") }, "\"1\""));
            return Call.Post(stock + "/ledger/2/witness", new { }, "\"2\"");
        }, records: 2),
        Write("closeMedicineStock", Nurse, async w =>
        {
            var stock = await StockAsync(w);
            await w.DoneAsync(Nurse, Call.Post(stock + "/dispose", new { quantity = 20, reason = w.Text("reason") }, "\"1\""));
            return Call.Post(stock + "/close", new { }, "\"2\"");
        }),
        Read("listMedicineStocks", "demo-support", Stocks, sensitive: true),
        new("getMedicineStock", "demo-support", async w => Call.Get(await StockAsync(w))) { IsSensitive = true },
        new("listMedicineStockEntries", "demo-support", async w => Call.Get(await StockAsync(w) + "/ledger")) { IsSensitive = true },
    ];

    private static Sample StockAction(string operation, string verb, Func<World, object> body, int records = 1, bool controlled = false) =>
        Write(operation, Nurse, async w => Call.Post($"{await StockAsync(w, controlled)}/{verb}", body(w), "\"1\""), records);

    private static object SchoolStock(World world, bool controlled = false) => new
    {
        owner = "school",
        schoolId = Oak,
        medicineName = world.Text("medicine"),
        form = "liquid",
        strength = world.Text("strength"),
        batch = world.Text("batch"),
        expiresOn = "2027-08",
        quantity = 20,
        unit = "ml",
        controlled,
        emergencyAccess = true,
        storageLocation = world.Text("place"),
    };

    private static object PupilStock(World world, Guid order, Guid contact) => new
    {
        owner = "pupil",
        orderId = order,
        batch = world.Text("batch"),
        expiresOn = "2027-08-31",
        quantity = 20,
        unit = "tablet",
        storageLocation = world.Text("place"),
        receivedFromContactId = contact,
    };

    /// <summary>The address of a new stock of the school's own.</summary>
    private static async Task<string> StockAsync(World world, bool controlled = false) =>
        $"{Stocks}/{(await world.DoneAsync(Nurse, Call.Post(Stocks, SchoolStock(world, controlled)))).Id}";

    /// <summary>One with an adjustment that waits for a second person.</summary>
    private static async Task<string> PendingStockAsync(World world)
    {
        var stock = await StockAsync(world, controlled: true);
        await world.DoneAsync(Nurse, Call.Post(stock + "/adjust", new { quantity = -1, reason = world.Text("reason") }, "\"1\""));
        return stock;
    }

    private static async Task<Guid> StockContactAsync(World world) =>
        (await world.DoneAsync("demo-pastoral", Call.Post($"/v1/pupils/{TestData.OakPupils[0]}/contacts", Bodies.Contact(world)))).Id;

    private static async Task<(string Stock, Guid Contact)> StockWithContactAsync(World world)
    {
        var contact = await StockContactAsync(world);
        var stock = await world.DoneAsync(Nurse, Call.Post(Stocks, PupilStock(world, await world.Database.OrderAsync(), contact)));
        return ($"{Stocks}/{stock.Id}", contact);
    }
}
